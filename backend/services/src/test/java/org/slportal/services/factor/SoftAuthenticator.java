package org.slportal.services.factor;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionAuthenticatorOutput;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** Browser and authenticator in one: one passkey, and any answer a test wants of it. */
final class SoftAuthenticator {

    static final byte PRESENT = AuthenticatorData.BIT_UP;
    static final byte VERIFIED = AuthenticatorData.BIT_UP | AuthenticatorData.BIT_UV;

    private final ObjectConverter converter = new ObjectConverter();
    private final KeyPair keys;
    private final byte[] id = new byte[32];
    private long counter;

    SoftAuthenticator() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        new SecureRandom().nextBytes(id);
    }

    SoftAuthenticator counter(long next) {
        counter = next;
        return this;
    }

    String made(PasskeyChallenge challenge, PasskeyHost host) throws GeneralSecurityException {
        var credential = new AttestedCredentialData(
                AAGUID.ZERO, id, EC2COSEKey.create((ECPublicKey) keys.getPublic(), COSEAlgorithmIdentifier.ES256));
        var data = new AuthenticatorData<RegistrationExtensionAuthenticatorOutput>(
                hash(host.rpId()), (byte) (VERIFIED | AuthenticatorData.BIT_AT), counter, credential);
        byte[] attestation = new AttestationObjectConverter(converter)
                .convertToBytes(new AttestationObject(data, new NoneAttestationStatement()));
        return """
                {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},"response":{\
                "clientDataJSON":"%2$s","attestationObject":"%3$s","transports":["internal"]}}""".formatted(
                        Passkeys.text(id),
                        Passkeys.text(clientData("webauthn.create", challenge, host)),
                        Passkeys.text(attestation));
    }

    /** @param handle whose passkey it says it is; empty for none */
    String signed(PasskeyChallenge challenge, PasskeyHost host, byte flags, byte[] handle)
            throws GeneralSecurityException {
        byte[] data = new AuthenticatorDataConverter(converter)
                .convert(new AuthenticatorData<AuthenticationExtensionAuthenticatorOutput>(
                        hash(host.rpId()), flags, counter));
        byte[] client = clientData("webauthn.get", challenge, host);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(data);
        signature.update(MessageDigest.getInstance("SHA-256").digest(client));
        return """
                {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},"response":{\
                "clientDataJSON":"%2$s","authenticatorData":"%3$s","signature":"%4$s"%5$s}}""".formatted(
                        Passkeys.text(id),
                        Passkeys.text(client),
                        Passkeys.text(data),
                        Passkeys.text(signature.sign()),
                        handle.length == 0 ? "" : ",\"userHandle\":\"" + Passkeys.text(handle) + "\"");
    }

    private static byte[] clientData(String type, PasskeyChallenge challenge, PasskeyHost host) {
        return """
                {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":false}""".formatted(type, challenge.text(), host.origin()).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hash(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
