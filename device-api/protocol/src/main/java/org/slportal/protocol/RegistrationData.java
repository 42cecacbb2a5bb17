package org.slportal.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.SoftwareId;

/**
 * Asks for an identity. The message is signed with the key of the CSR.
 *
 * @param token the registration token as it was pasted, 1 to 1024 characters
 * @param csr PKCS#10 in PEM
 * @param hostname null when host name privacy is on
 * @param force take over a registration the portal still holds for this UDI
 * @param haUdi all chassis of the stack, the active one included; empty for a single chassis
 */
public record RegistrationData(
        String token,
        SoftwareId softwareId,
        String csr,
        @Nullable String hostname,
        boolean force,
        List<HaMember> haUdi) implements RequestData {

    public RegistrationData {
        token = Fields.text("token", token, 1024);
        softwareId = Fields.required("software_id", softwareId);
        csr = Fields.text("csr", csr, Fields.MAX_PEM);
        hostname = Fields.optionalText("hostname", hostname, 255);
        haUdi = Fields.optionalList("ha_udi", haUdi, 64);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "RegistrationData[" + softwareId + ", hostname " + hostname + ", force " + force + "]";
    }
}
