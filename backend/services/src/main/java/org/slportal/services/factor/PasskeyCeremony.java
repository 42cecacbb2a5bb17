package org.slportal.services.factor;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What WebAuthn asks a portal to check of an authenticator's answers. Which model made a passkey is not asked, so its attestation is
 * not judged: anything a person wants to sign in with is better than a password alone.
 */
@Component
class PasskeyCeremony {

    static final List<Long> ALGORITHMS = List.of(-7L, -8L, -257L);

    private static final Logger log = LoggerFactory.getLogger(PasskeyCeremony.class);
    private static final int MAX_ANSWER = 20_000;

    private final ObjectConverter converter = new ObjectConverter();
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);

    /** A new passkey as it is stored. */
    record Made(byte[] id, byte[] data, long counter, boolean backupEligible) {}

    /** A stored one as it is compared with. */
    record Stored(byte[] id, byte[] data, long counter, boolean backupEligible) {}

    /** Empty if the answer is not to this challenge, host and person present. */
    Optional<Made> made(PasskeyHost host, byte[] challenge, String answer) {
        if (answer.length() > MAX_ANSWER) {
            return Optional.empty();
        }
        try {
            RegistrationData data = manager.verifyRegistrationResponseJSON(
                    answer,
                    new RegistrationParameters(
                            server(host, challenge),
                            ALGORITHMS.stream()
                                    .map(one -> new PublicKeyCredentialParameters(
                                            PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(one)))
                                    .toList(),
                            true,
                            true));
            if (data.getAttestationObject() == null) {
                return Optional.empty();
            }
            AuthenticatorData<?> authenticator = data.getAttestationObject().getAuthenticatorData();
            AttestedCredentialData credential = authenticator.getAttestedCredentialData();
            return credential == null
                    ? Optional.empty()
                    : Optional.of(new Made(
                            credential.getCredentialId(),
                            credentials.convert(credential),
                            authenticator.getSignCount(),
                            authenticator.isFlagBE()));
        } catch (DataConversionException | VerificationException refused) {
            return refused(refused);
        }
    }

    /** Which passkey an answer claims to be of; nothing of it is checked yet. */
    Optional<AuthenticationData> parsed(String answer) {
        if (answer.length() > MAX_ANSWER) {
            return Optional.empty();
        }
        try {
            return Optional.of(manager.parseAuthenticationResponseJSON(answer));
        } catch (DataConversionException refused) {
            return refused(refused);
        }
    }

    /** @return the authenticator's counter; empty if the answer is not right */
    Optional<Long> verified(
            PasskeyHost host, byte[] challenge, AuthenticationData answer, Stored stored, boolean userVerified) {
        AttestedCredentialData data = credentials.convert(stored.data());
        var record = new CredentialRecordImpl(
                null, null, stored.backupEligible(), null, stored.counter(), data, null, null, null, null);
        try {
            manager.verify(
                    answer,
                    new AuthenticationParameters(
                            server(host, challenge), record, List.of(stored.id()), userVerified, true));
        } catch (DataConversionException | VerificationException refused) {
            return refused(refused);
        }
        @Nullable AuthenticatorData<?> authenticator = answer.getAuthenticatorData();
        return authenticator == null ? Optional.empty() : Optional.of(authenticator.getSignCount());
    }

    /** The kind of fault only: an answer names a person's credential. */
    private static <T> Optional<T> refused(RuntimeException fault) {
        log.info("A passkey's answer was refused: {}", fault.getClass().getSimpleName());
        return Optional.empty();
    }

    private static ServerProperty server(PasskeyHost host, byte[] challenge) {
        return ServerProperty.builder()
                .origin(Origin.create(host.origin()))
                .rpId(host.rpId())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}
