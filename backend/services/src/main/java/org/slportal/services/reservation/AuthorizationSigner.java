package org.slportal.services.reservation;

import java.util.Base64;
import org.slportal.domain.reservation.AuthorizationCode;
import org.slportal.domain.reservation.SignedAuthorizationCode;
import org.slportal.pki.CertificateAuthority;
import org.slportal.pki.SigningIdentity;
import org.springframework.stereotype.Component;

/** Signs authorization codes with the key that signs the portal's answers to devices. */
@Component
class AuthorizationSigner {

    private final CertificateAuthority authority;

    AuthorizationSigner(CertificateAuthority authority) {
        this.authority = authority;
    }

    SignedAuthorizationCode sign(AuthorizationCode code) {
        SigningIdentity signer = authority.signingIdentity();
        return code.signed(
                signer.sign(code.signedBytes()),
                signer.chainPem().stream().map(AuthorizationSigner::der).toList());
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
