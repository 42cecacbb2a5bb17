package org.slportal.protocol;

import java.util.Optional;

/** What a device can ask. The names are the words on the wire. */
public enum RequestType {
    REGISTRATION,
    ENTITLEMENT,
    ID_CERT_RENEW,
    DEREGISTRATION,
    /** Device-led conversion. */
    CONVERSION,
    /** What became of a device-led conversion. */
    CONVERSION_POLL,
    /** Named so that it is told apart from nonsense, without a body in this version. */
    THIRD_PARTY_KEY;

    /** The type of a word on the wire; empty for a word this version does not know. The exact bytes count. */
    public static Optional<RequestType> of(String word) {
        for (RequestType type : values()) {
            if (type.name().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
