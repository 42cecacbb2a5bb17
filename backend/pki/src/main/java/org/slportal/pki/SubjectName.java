package org.slportal.pki;

import java.io.IOException;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/**
 * The distinguished names the authority gives: encoded with the organisation first as X.500 orders them, written with the common name
 * first as RFC 4514 reads them.
 */
final class SubjectName {

    /** JDK names do not know this one and would print its digits. */
    private static final Map<String, String> KEYWORDS = Map.of("2.5.4.5", "SERIALNUMBER");

    private SubjectName() {}

    static X500Principal of(String commonName, @Nullable String serialNumber, String organization) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, new DERUTF8String(organization));
        if (serialNumber != null) {
            name.addRDN(BCStyle.SERIALNUMBER, new DERPrintableString(serialNumber));
        }
        // As a value, not as text: Bouncy Castle holds text to X.520's 64 characters, and software identity tags have
        // more.
        // Relying parties compare names as bytes and do not count.
        name.addRDN(BCStyle.CN, new DERUTF8String(commonName));
        try {
            return new X500Principal(name.build().getEncoded());
        } catch (IOException e) {
            throw new IllegalArgumentException("Not usable in a distinguished name", e);
        }
    }

    /** RFC 4514 text, such as {@code CN=C9300,SERIALNUMBER=1b4e28ba,O=Lab}; commas inside a value are escaped. */
    static String text(X500Principal name) {
        return name.getName(X500Principal.RFC2253, KEYWORDS);
    }
}
