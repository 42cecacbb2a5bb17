package org.slportal.services.testing;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.pki.SignatureVerifier;
import org.slportal.services.callhome.AnsweredMessages;
import org.slportal.services.callhome.AuthorizationGrant;
import org.slportal.services.callhome.AuthorizationService;
import org.slportal.services.callhome.AuthorizeLicenses;
import org.slportal.services.callhome.CertificateRenewalService;
import org.slportal.services.callhome.DeregistrationService;
import org.slportal.services.callhome.DeviceAuthentication;
import org.slportal.services.callhome.DeviceCredentials;
import org.slportal.services.callhome.DeviceExchange;
import org.slportal.services.callhome.KnownDevice;
import org.slportal.services.callhome.RegisterDevice;
import org.slportal.services.callhome.RegistrationGrant;
import org.slportal.services.callhome.RegistrationService;
import org.slportal.services.callhome.Reply;
import org.slportal.services.token.NewToken;
import org.slportal.services.token.TokenService;
import org.springframework.stereotype.Component;

/** Speaks for switches to the call-home services, as the edge does: repetition first, then the signature, then the act. */
@Component
public class TestDevices {

    public static final SoftwareId SOFTWARE =
            new SoftwareId("regid.2017-05.com.cisco.C9300,v1_727af1d9-6c39-4444-b301-863f81445b72");

    private static final AtomicLong NONCE = new AtomicLong(1_000_000);

    private final AnsweredMessages answers;
    private final DeviceAuthentication authentication;
    private final RegistrationService registrations;
    private final AuthorizationService authorizations;
    private final CertificateRenewalService renewals;
    private final DeregistrationService deregistrations;
    private final TokenService tokens;
    private final TestAccounts accounts;

    TestDevices(
            AnsweredMessages answers,
            DeviceAuthentication authentication,
            RegistrationService registrations,
            AuthorizationService authorizations,
            CertificateRenewalService renewals,
            DeregistrationService deregistrations,
            TokenService tokens,
            TestAccounts accounts) {
        this.answers = answers;
        this.authentication = authentication;
        this.registrations = registrations;
        this.authorizations = authorizations;
        this.renewals = renewals;
        this.deregistrations = deregistrations;
        this.tokens = tokens;
        this.accounts = accounts;
    }

    /** A token's text. */
    public String token(TestAccounts.Account account, VirtualAccountId pool, @Nullable Integer maxUses) {
        return tokens.create(account.administrator(), new NewToken(pool, "test", 30, maxUses, true))
                .text();
    }

    /** A token that does not allow export-controlled functionality. */
    public String tokenWithoutExport(TestAccounts.Account account, VirtualAccountId pool) {
        return tokens.create(account.administrator(), new NewToken(pool, "test", 30, null, false))
                .text();
    }

    /** A registered switch. */
    public TestDevice registered(TestAccounts.Account account, VirtualAccountId pool) {
        TestDevice device = TestDevice.unseen();
        Reply reply = register(device, token(account, pool, null), false);
        if (!(reply instanceof Reply.Answered)) {
            throw new IllegalStateException("The test's device was refused: " + reply);
        }
        return device;
    }

    /** One message, made once, that can be sent again and again. */
    public DeviceExchange exchange(TestDevice device) {
        return exchange(device, Long.toString(NONCE.incrementAndGet()));
    }

    public DeviceExchange exchange(TestDevice device, String nonce) {
        byte[] hash =
                TokenService.hash((device.udi() + nonce + NONCE.incrementAndGet()).getBytes(StandardCharsets.UTF_8));
        return new DeviceExchange(device.udi(), nonce, hash, "192.0.2.7");
    }

    public Reply register(TestDevice device, String token, boolean force) {
        return register(exchange(device), device, token, force);
    }

    public Reply register(DeviceExchange exchange, TestDevice device, String token, boolean force) {
        return register(exchange, device, asked(token, DeviceKeys.csr(device.key()), force), signedWith(device.key()));
    }

    public static RegisterDevice asked(String token, String csr, boolean force) {
        return new RegisterDevice(token, SOFTWARE, csr, null, force, List.of());
    }

    public Reply register(
            DeviceExchange exchange, TestDevice device, RegisterDevice asked, Predicate<PublicKey> signedBy) {
        AtomicReference<@Nullable RegistrationGrant> granted = new AtomicReference<>();
        Reply reply = answers.find(exchange)
                .orElseGet(() -> registrations.register(exchange, asked, signedBy, grant -> {
                    granted.set(grant);
                    return "registered " + grant.piid() + " "
                            + grant.certificate().serialHex();
                }));
        RegistrationGrant grant = granted.get();
        if (reply instanceof Reply.Answered answered
                && grant != null
                && answered.answer().contains(grant.piid())) {
            device.identity(grant.piid(), grant.certificate().serialHex());
        }
        return reply;
    }

    /**
     * What was answered, and what it said.
     *
     * @param grant null if refused or repeated
     */
    public record Authorized(Reply reply, @Nullable AuthorizationGrant grant) {

        public AuthorizationGrant granted() {
            return Objects.requireNonNull(grant, reply::toString);
        }
    }

    /** Asks for these counts, by licence name. */
    public Authorized authorize(TestDevice device, Map<String, Integer> licenses) {
        return authorize(exchange(device), device, licenses);
    }

    public Authorized authorize(DeviceExchange exchange, TestDevice device, Map<String, Integer> licenses) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        licenses.forEach((name, count) -> counts.put(accounts.tag(name), count));
        return authorizeTags(exchange, device, counts);
    }

    public Authorized authorizeTags(DeviceExchange exchange, TestDevice device, Map<String, Integer> counts) {
        AtomicReference<@Nullable AuthorizationGrant> granted = new AtomicReference<>();
        Reply reply = authenticated(
                exchange,
                device,
                known -> authorizations.authorize(exchange, known, new AuthorizeLicenses(counts, List.of()), grant -> {
                    granted.set(grant);
                    return "authorized " + grant.status();
                }));
        return new Authorized(reply, granted.get());
    }

    /** Renews the ID certificate for a new key, and uses both from then on. */
    public Reply renew(TestDevice device, KeyPair fresh) {
        Reply reply = renew(exchange(device), device, DeviceKeys.csr(fresh));
        if (reply instanceof Reply.Answered answered) {
            device.identity(device.piid(), answered.answer().substring("renewed ".length()));
            device.use(fresh);
        }
        return reply;
    }

    public Reply renew(DeviceExchange exchange, TestDevice device, String csr) {
        return authenticated(
                exchange,
                device,
                known -> renewals.renew(
                        exchange,
                        known,
                        csr,
                        grant -> "renewed " + grant.certificate().serialHex()));
    }

    public Reply deregister(TestDevice device) {
        return deregister(exchange(device), device);
    }

    public Reply deregister(DeviceExchange exchange, TestDevice device) {
        return authenticated(
                exchange, device, known -> deregistrations.deregister(exchange, known, () -> "deregistered"));
    }

    /** Past the authentication, as when the same message is on several threads at once. */
    public Reply deregister(DeviceExchange exchange, KnownDevice known) {
        return deregistrations.deregister(exchange, known, () -> "deregistered");
    }

    private Reply authenticated(DeviceExchange exchange, TestDevice device, Function<KnownDevice, Reply> act) {
        return answers.find(exchange).orElseGet(() -> {
            var result = authenticate(exchange, device);
            KnownDevice known = result.device();
            return known == null ? Objects.requireNonNull(result.refusal()) : act.apply(known);
        });
    }

    public DeviceAuthentication.Result authenticate(DeviceExchange exchange, TestDevice device) {
        return authentication.authenticate(
                exchange, new DeviceCredentials(device.piid(), device.serial(), "00AB"), signedWith(device.key()));
    }

    /** Whether a key is the one that signed, by a real signature. */
    public static Predicate<PublicKey> signedWith(KeyPair key) {
        byte[] data = "signed text".getBytes(StandardCharsets.UTF_8);
        byte[] signature = DeviceKeys.sign(key, data);
        return offered -> SignatureVerifier.verify(offered, data, signature);
    }
}
