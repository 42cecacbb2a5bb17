package org.slportal.agent.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.CertificateTrust;
import org.slportal.agent.identity.DeviceCertificate;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.nvram.NvramException;
import org.slportal.agent.platform.Hardware.LicenseUse;
import org.slportal.domain.device.Udi;
import org.slportal.domain.reservation.AuthorizationCode;
import org.slportal.domain.reservation.BadCodeException;
import org.slportal.domain.reservation.DeviceSecret;
import org.slportal.domain.reservation.ReservationKind;
import org.slportal.domain.reservation.ReservedEntitlement;
import org.slportal.domain.reservation.SignedAuthorizationCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Licences the switch holds without calling home, from the request to the return. Everything here lies in NVRAM at once: what was saved or not
 * makes no difference, as the portal counts on it.
 */
public final class Reservations {

    private static final String NAME = "reservation";
    /** Before the names of files somebody put into the switch's flash. */
    private static final String FLASH = "flash-";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Udi udi;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final CertificateTrust trust;
    private final Nvram nvram;
    private final EventLog events;
    private Content content;
    private volatile @Nullable AuthorizationCode installed;

    Reservations(
            Udi udi,
            InstantSource clock,
            RandomGenerator random,
            CertificateTrust trust,
            Nvram nvram,
            EventLog events) {
        this.udi = udi;
        this.clock = clock;
        this.random = random;
        this.trust = trust;
        this.nvram = nvram;
        this.events = events;
        content = nvram.read(NAME).map(Reservations::parse).orElse(Content.NONE);
        installed = code(content);
    }

    /**
     * @param secret of the request under way or answered; null if there is none
     * @param authorization as it was installed
     */
    private record Content(
            @Nullable String secret,
            @Nullable ReservationKind kind,
            @Nullable String authorization,
            @Nullable Instant installedAt,
            @Nullable String confirmation,
            @Nullable String returned,
            @Nullable Instant returnedAt) {

        static final Content NONE = new Content(null, null, null, null, null, null, null);

        @Override
        public String toString() {
            return "Content[" + kind + "]";
        }
    }

    /** Why a code was not installed, in the words of the terminal. */
    public static final class InstallRefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        InstallRefusedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * As it stands.
     *
     * @param request text of the request code that waits for its answer; null if none does
     * @param confirmation last confirmation code
     * @param returned last return code, until the next request
     */
    public record View(
            @Nullable String request,
            @Nullable AuthorizationCode installed,
            @Nullable Instant installedAt,
            @Nullable String confirmation,
            @Nullable String returned,
            @Nullable Instant returnedAt) {}

    public synchronized View view() {
        String secret = content.secret();
        ReservationKind kind = content.kind();
        return new View(
                secret == null || kind == null || installed != null
                        ? null
                        : DeviceSecret.ofHex(secret).request(kind, udi).text(),
                installed,
                content.installedAt(),
                content.confirmation(),
                content.returned(),
                content.returnedAt());
    }

    /** The authorization in force; null if there is none. */
    public @Nullable AuthorizationCode installed() {
        return installed;
    }

    /** Whether it covers this use at this moment. */
    public boolean covers(LicenseUse use) {
        AuthorizationCode code = installed;
        return code != null && (code.kind() == ReservationKind.UNIVERSAL || reserved(code, use) >= use.count());
    }

    private int reserved(AuthorizationCode code, LicenseUse use) {
        Instant now = clock.instant();
        return code.entitlements().stream()
                .filter(each -> each.tag().equals(use.license().tag()) && each.holdsAt(now))
                .mapToInt(ReservedEntitlement::count)
                .sum();
    }

    /** The request code; asked again before it is answered, the same one. Empty while an authorization is installed. */
    public synchronized Optional<String> request(ReservationKind kind) {
        if (installed != null) {
            return Optional.empty();
        }
        String secret = content.secret();
        if (secret == null || content.kind() != kind) {
            secret = DeviceSecret.random(random).hex();
            keep(new Content(secret, kind, null, null, null, null, null));
            events.record("RESERVE_IN_PROGRESS", "kind", kind.name());
        }
        return Optional.of(DeviceSecret.ofHex(secret).request(kind, udi).text());
    }

    /** Forgets a request. False if none is under way. */
    public synchronized boolean cancel() {
        if (content.secret() == null || installed != null) {
            return false;
        }
        keep(Content.NONE);
        events.record("RESERVE_CANCELLED");
        return true;
    }

    /** Installs what the portal gave out. @return the confirmation code */
    public synchronized String install(String typed) throws InstallRefusedException {
        String secret = content.secret();
        ReservationKind kind = content.kind();
        if (secret == null || kind == null) {
            throw refused("no reservation request is in progress", null);
        }
        SignedAuthorizationCode signed = read(typed);
        AuthorizationCode code = signed.code();
        if (!code.udi().equals(udi)) {
            throw refused("the authorization code is for UDI " + code.udi().asCli(), null);
        }
        verify(signed);
        DeviceSecret own = DeviceSecret.ofHex(secret);
        if (code.kind() != kind
                || !code.commitment().equals(own.request(kind, udi).commitment())) {
            throw refused("the authorization code answers another request", null);
        }
        AuthorizationCode before = installed;
        if (before != null && code.sequence() <= before.sequence()) {
            throw refused(
                    code.sequence() == before.sequence()
                            ? "the authorization code is already installed"
                            : "the authorization code is older than the one installed",
                    null);
        }
        String confirmation = own.confirmation(udi, code.sequence()).text();
        keep(new Content(secret, kind, signed.text(), clock.instant(), confirmation, null, null));
        events.record("RESERVE_INSTALLED", "sequence", Integer.toString(code.sequence()));
        return confirmation;
    }

    /** Like {@link #install} with the content of a file in flash; empty if there is no such file. */
    public Optional<String> installFile(String file) throws InstallRefusedException {
        String name = FLASH + file;
        if (!name.matches("[a-z][a-z0-9-]{0,60}")) {
            return Optional.empty();
        }
        Optional<byte[]> bytes = nvram.read(name);
        return bytes.isEmpty()
                ? Optional.empty()
                : Optional.of(install(new String(bytes.get(), StandardCharsets.US_ASCII)));
    }

    /** Gives everything back. @return the return code; empty if nothing is installed */
    public synchronized Optional<String> giveBack() {
        AuthorizationCode code = installed;
        String secret = content.secret();
        if (code == null || secret == null) {
            return Optional.empty();
        }
        String returned =
                DeviceSecret.ofHex(secret).returned(udi, code.sequence()).text();
        keep(new Content(null, null, null, null, null, returned, clock.instant()));
        events.record("RESERVE_RETURNED");
        return Optional.of(returned);
    }

    private static SignedAuthorizationCode read(String typed) throws InstallRefusedException {
        try {
            return SignedAuthorizationCode.parse(typed);
        } catch (BadCodeException e) {
            throw refused("the authorization code is not complete or was changed", e);
        }
    }

    /** The device may never reach a revocation list, and the code outlives its signer: the signer must have been valid when it signed. */
    private void verify(SignedAuthorizationCode signed) throws InstallRefusedException {
        try {
            List<DeviceCertificate> chain = DeviceCertificate.fromPems(
                    signed.chain().stream().map(Reservations::pem).toList());
            if (chain.isEmpty()) {
                throw new CertificateRefusedException("no certificate in it");
            }
            trust.validateOffline(chain, signed.code().issuedAt());
            DeviceCertificate signer = chain.getFirst();
            if (!signer.maySignAnswers()
                    || !signer.verifier().verify(signed.code().signedBytes(), signed.signature())) {
                throw new CertificateRefusedException("the signature is not the portal's");
            }
        } catch (CertificateRefusedException e) {
            throw refused("the signature of the authorization code cannot be verified: " + e.getMessage(), e);
        }
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static InstallRefusedException refused(String why, @Nullable Throwable cause) {
        return new InstallRefusedException("Reservation install failed: " + why, cause);
    }

    private void keep(Content next) {
        nvram.write(NAME, JSON.writeValueAsString(next).getBytes(StandardCharsets.UTF_8));
        content = next;
        installed = code(next);
    }

    private static @Nullable AuthorizationCode code(Content content) {
        String text = content.authorization();
        if (text == null) {
            return null;
        }
        try {
            return SignedAuthorizationCode.parse(text).code();
        } catch (BadCodeException e) {
            throw new NvramException(
                    "The reservation in NVRAM cannot be read; remove " + NAME + " to go on without it", e);
        }
    }

    private static Content parse(byte[] json) {
        try {
            return JSON.readValue(json, Content.class);
        } catch (JacksonException e) {
            throw new NvramException(
                    "The reservation in NVRAM cannot be read; remove " + NAME + " to go on without it", e);
        }
    }
}
