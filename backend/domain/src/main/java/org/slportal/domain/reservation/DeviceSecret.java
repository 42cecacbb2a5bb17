package org.slportal.domain.reservation;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.slportal.domain.device.Udi;

/** What a device keeps to itself from its request until it has given the licences back. */
public final class DeviceSecret {

    private final byte[] secret;

    private DeviceSecret(byte[] secret) {
        this.secret = secret;
    }

    public static DeviceSecret random(RandomGenerator random) {
        byte[] secret = new byte[ProofChain.LINK];
        random.nextBytes(secret);
        return new DeviceSecret(secret);
    }

    /** As {@link #hex} gave it. */
    public static DeviceSecret ofHex(String hex) {
        return new DeviceSecret(HexFormat.of().parseHex(hex));
    }

    public String hex() {
        return HexFormat.of().formatHex(secret);
    }

    public RequestCode request(ReservationKind kind, Udi udi) {
        return new RequestCode(kind, udi, ProofChain.commitment(secret, udi));
    }

    /** @param sequence of the authorization that was installed */
    public ProofCode confirmation(Udi udi, int sequence) {
        return new ProofCode(ProofCode.Kind.CONFIRMATION, ProofChain.link(secret, udi, 2 * sequence - 1));
    }

    /** @param sequence of the authorization that was in force */
    public ProofCode returned(Udi udi, int sequence) {
        return new ProofCode(ProofCode.Kind.RETURN, ProofChain.link(secret, udi, 2 * sequence));
    }

    @Override
    public String toString() {
        return "DeviceSecret";
    }
}
