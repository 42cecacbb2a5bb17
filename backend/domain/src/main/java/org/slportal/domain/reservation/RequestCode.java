package org.slportal.domain.reservation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slportal.domain.device.Udi;

/**
 * What a device asks with: {@code CE-ZC9300-48P-4X:XDC240312LB5-A6rZG7jGd-75}.
 *
 * @param commitment end of the chain its later codes are links of; different for each request
 */
public record RequestCode(ReservationKind kind, Udi udi, String commitment) {

    /** Longest code. */
    public static final int MOST = 120;

    private static final Pattern SHAPE =
            Pattern.compile("(CE|CU)-Z([A-Za-z0-9+/._=-]+):([A-Za-z0-9._-]+)-([1-9A-HJ-NP-Za-km-z]{9})");

    /** @param sequence of an authorization */
    public boolean hasAuthorization(int sequence) {
        return sequence >= 1 && sequence <= ProofChain.MOST_AUTHORIZATIONS;
    }

    /** Spaces and line ends, as copying adds them, are of no account. */
    public static RequestCode parse(String typed) throws BadCodeException {
        String code = typed.replaceAll("\\s", "");
        if (code.length() > MOST || !code.startsWith("CE-Z") && !code.startsWith("CU-Z")) {
            throw new BadCodeException(BadCodeException.Problem.SHAPE);
        }
        Matcher parts = SHAPE.matcher(CodeCheck.verified(code));
        if (!parts.matches() || !Udi.isPid(parts.group(2)) || !Udi.isSerialNumber(parts.group(3))) {
            throw new BadCodeException(BadCodeException.Problem.SHAPE);
        }
        ReservationKind kind = parts.group(1).equals(ReservationKind.SPECIFIC.prefix())
                ? ReservationKind.SPECIFIC
                : ReservationKind.UNIVERSAL;
        return new RequestCode(kind, new Udi(parts.group(2), parts.group(3)), parts.group(4));
    }

    public String text() {
        return CodeCheck.append(kind.prefix() + "-Z" + udi.pid() + ":" + udi.serialNumber() + "-" + commitment);
    }
}
