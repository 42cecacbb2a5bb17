package org.slportal.services.lab.condition;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.pki.CertificateAuthority;
import org.slportal.pki.SigningIdentity;
import org.springframework.stereotype.Component;

/** Who signs the answers to a device: the portal, or in a lab the licence server whose certificate has run out. */
@Component
public class AnswerSigner {

    private final CertificateAuthority authority;
    private final LabConditions conditions;
    private @Nullable SigningIdentity ended;

    public AnswerSigner(CertificateAuthority authority, LabConditions conditions) {
        this.authority = authority;
        this.conditions = conditions;
    }

    /** To be taken anew for each answer. */
    public SigningIdentity of(Udi udi) {
        return conditions.holds(LabCondition.SIGNING_CERTIFICATE_EXPIRED, udi) ? ended() : authority.signingIdentity();
    }

    private synchronized SigningIdentity ended() {
        SigningIdentity made = ended;
        if (made == null) {
            made = authority.endedSigningIdentity();
            ended = made;
        }
        return made;
    }
}
