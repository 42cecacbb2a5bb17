package org.slportal.agent.device;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.config.TrustpointConfig;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.TrustAnchors;
import org.slportal.agent.identity.Trustpoint;
import org.slportal.agent.identity.Trustpoint.Revocation;

/** The configuration's trustpoints with what is in them. */
final class ConfiguredTrust {

    private ConfiguredTrust() {}

    /** @param factory what the licensing trustpoint holds unless something else was pasted into it */
    static List<Trustpoint> of(DeviceConfig config, TrustAnchors factory) {
        List<Trustpoint> trustpoints = new ArrayList<>();
        for (TrustpointConfig each : config.trustpoints()) {
            boolean licensing = each.name().equals(TrustpointConfig.LICENSING);
            String pasted = each.certificate();
            if (pasted != null) {
                trustpoints.add(new Trustpoint(each.name(), anchors(pasted), revocation(each), licensing));
            } else if (licensing) {
                trustpoints.add(new Trustpoint(each.name(), factory, revocation(each), true));
            }
        }
        return trustpoints;
    }

    private static TrustAnchors anchors(String pem) {
        try {
            return TrustAnchors.fromPem(pem.getBytes(StandardCharsets.US_ASCII));
        } catch (CertificateRefusedException e) {
            throw new IllegalStateException("A trustpoint holds something that is no certificate", e);
        }
    }

    private static Revocation revocation(TrustpointConfig trustpoint) {
        List<String> methods = trustpoint.revocation();
        if (!methods.getFirst().equals(TrustpointConfig.CRL)) {
            return Revocation.NONE;
        }
        return methods.contains(TrustpointConfig.NONE) ? Revocation.LIST_IF_AVAILABLE : Revocation.LIST;
    }
}
