package org.slportal.services.callhome;

import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Silence;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.device.Udi;
import org.slportal.domain.failure.FailureReason;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.token.TokenState;
import org.slportal.domain.token.TokenText;
import org.slportal.pki.BadCsrException;
import org.slportal.pki.CertificateAuthority;
import org.slportal.pki.CertificateIntent;
import org.slportal.pki.CertificateSigningRequest;
import org.slportal.pki.IssuedCertificate;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.SilenceAlerts;
import org.slportal.services.certificate.CertificateRecords;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.device.DeviceTakeOver;
import org.slportal.services.device.ProductInstanceRemoval;
import org.slportal.services.device.RefusedLicenses;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Pools;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * First registration of a device, and registration again with {@code force}. The checks stand in the order of docs/protocol.md: token,
 * duplicate, CSR and signature. The clock was checked before.
 */
@Service
public class RegistrationService {

    private static final int MAX_PRODUCT_NAME = 80;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final CertificateAuthority authority;
    private final CertificateRecords certificates;
    private final TokenUse tokens;
    private final AnsweredMessages answers;
    private final ProductInstanceRemoval removal;
    private final Pools pools;
    private final EventRecorder events;
    private final MemberRecords members;
    private final SilenceAlerts silence;
    private final RefusedLicenses refusals;
    private final DeviceTakeOver takeOver;

    RegistrationService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            CertificateAuthority authority,
            CertificateRecords certificates,
            TokenUse tokens,
            AnsweredMessages answers,
            ProductInstanceRemoval removal,
            Pools pools,
            EventRecorder events,
            MemberRecords members,
            SilenceAlerts silence,
            RefusedLicenses refusals,
            DeviceTakeOver takeOver) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.authority = authority;
        this.certificates = certificates;
        this.tokens = tokens;
        this.answers = answers;
        this.removal = removal;
        this.pools = pools;
        this.events = events;
        this.members = members;
        this.silence = silence;
        this.refusals = refusals;
        this.takeOver = takeOver;
    }

    /** The product instance that already has the UDI and software id. */
    private record Existing(
            ProductInstanceId id, String piid, SmartAccountId account, VirtualAccountId pool, boolean consumes) {}

    /** Thrown to undo a transaction whose refusal was found late, because somebody else was faster. */
    private static final class LateRefusal extends RuntimeException {
        private final transient Reply.Refused refusal;

        LateRefusal(Reply.Refused refusal) {
            super(refusal.reason(), null, false, false);
            this.refusal = refusal;
        }
    }

    /**
     * @param signedBy whether the message was signed by the owner of a key
     * @param render makes the signed answer; called inside the transaction, so it must not be slow
     */
    public Reply register(
            DeviceExchange exchange,
            RegisterDevice asked,
            Predicate<PublicKey> signedBy,
            Function<RegistrationGrant, String> render) {
        Instant now = clock.instant();
        // 1. The token.
        Optional<TokenUse.Found> token = tokens.find(asked.token(), now);
        if (token.isEmpty() || token.get().state() != TokenState.ACTIVE) {
            return refuseToken(exchange, asked, token.orElse(null));
        }
        TokenUse.Found found = token.get();

        // 2. The device may be known already.
        Optional<Existing> existing = find(exchange.udi(), asked.softwareId());
        Reply.Refused duplicate =
                existing.map(known -> duplicate(exchange, asked, known, found)).orElse(null);
        if (duplicate != null) {
            return refuse(exchange, found, duplicate);
        }

        // A failed device's place may wait for this chassis: then it registers there, whatever token of the account it
        // used.
        Optional<DeviceTakeOver.Place> place =
                existing.isEmpty() ? takeOver.find(found.account(), found.pool(), exchange.udi()) : Optional.empty();
        TokenUse.Found there = place.map(waiting -> found.in(waiting.pool(), waiting.poolName()))
                .orElse(found);

        // 3. The key: the CSR proves that the device holds it, the message must be signed with it.
        CertificateSigningRequest csr;
        try {
            csr = CertificateSigningRequest.parse(asked.csr());
        } catch (BadCsrException e) {
            return new Reply.Refused(
                    Reply.Refusal.INVALID_CSR, FailureReason.fieldError("csr", String.valueOf(e.getMessage())));
        }
        if (!signedBy.test(csr.publicKey())) {
            return new Reply.Refused(Reply.Refusal.SIGNATURE, FailureReason.SIGNATURE_MISMATCH);
        }

        // 4. Serial and intent are durable before the CA's key is used; signing is slow and holds no lock.
        String piid =
                existing.map(Existing::piid).orElseGet(() -> UUID.randomUUID().toString());
        String product = productName(asked.softwareId());
        CertificateIntent intent = authority.planDeviceId(product, piid);
        certificates.intent(intent, piid);
        IssuedCertificate certificate = authority.sign(intent, csr);

        // 5. Everything the registration means, at once or not at all.
        RegistrationGrant grant = new RegistrationGrant(
                piid, certificate, there.accountName(), there.poolName(), there.exportAllowed(), now);
        try {
            return transactions.write(() -> {
                certificates.issued(intent, certificate.der());
                DeviceTakeOver.Held held =
                        place.map(waiting -> hold(there.account(), waiting)).orElse(null);
                return commit(
                        exchange, asked, there, existing.orElse(null), held, csr, product, grant, render.apply(grant));
            });
        } catch (LateRefusal late) {
            return refuse(exchange, found, late.refusal);
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            return lostRace(exchange, asked, found, e);
        }
    }

    private Reply commit(
            DeviceExchange exchange,
            RegisterDevice asked,
            TokenUse.Found token,
            @Nullable Existing existing,
            DeviceTakeOver.@Nullable Held place,
            CertificateSigningRequest csr,
            String product,
            RegistrationGrant grant,
            String answer) {
        Actor device = actor(exchange, asked);
        if (existing != null) {
            pools.lock(existing.pool());
            requireUnchanged(exchange.udi(), asked.softwareId(), existing);
        }
        if (!tokens.use(token.id(), grant.issuedAt())) {
            throw new LateRefusal(new Reply.Refused(
                    Reply.Refusal.INVALID_TOKEN, FailureReason.tokenNotValid(TokenText.abbreviate(asked.token()))));
        }
        ProductInstanceId id = existing == null
                ? insert(exchange.udi(), asked, token, csr, product, grant)
                : replace(device, existing, asked, token, csr, grant);
        members.replace(id, asked.members());
        if (existing == null) {
            silence.cameBack(token.account(), exchange.udi());
        } else {
            silence.clear(List.of(id));
            refusals.clear(List.of(id));
        }
        certificates.retireOthers(grant.piid(), grant.certificate().serialHex(), true);
        events.record(
                device,
                NewEvent.done(
                                existing == null ? EventCode.DEVICE_REGISTERED : EventCode.DEVICE_REGISTERED_FORCED,
                                token.account(),
                                token.pool(),
                                "device",
                                device.name(),
                                "product",
                                product)
                        .aboutDevice(grant.piid()));
        if (place != null) {
            takeOver.take(device, place, id, grant.piid());
        }
        answers.store(exchange, answer);
        return new Reply.Answered(answer);
    }

    private DeviceTakeOver.Held hold(SmartAccountId account, DeviceTakeOver.Place place) {
        DeviceTakeOver.Held held = takeOver.hold(account, place);
        if (held == null) {
            // Somebody moved the failed device or thought better of it a moment ago.
            throw new LateRefusal(new Reply.Refused(Reply.Refusal.TRY_AGAIN, FailureReason.TRY_AGAIN));
        }
        return held;
    }

    private ProductInstanceId insert(
            Udi udi,
            RegisterDevice asked,
            TokenUse.Found token,
            CertificateSigningRequest csr,
            String product,
            RegistrationGrant grant) {
        return sql.insertInto(PRODUCT_INSTANCE)
                .set(PRODUCT_INSTANCE.SMART_ACCOUNT_ID, token.account())
                .set(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID, token.pool())
                .set(PRODUCT_INSTANCE.PIID, grant.piid())
                .set(PRODUCT_INSTANCE.SOFTWARE_ID, asked.softwareId().value())
                .set(PRODUCT_INSTANCE.UDI_PID, udi.pid())
                .set(PRODUCT_INSTANCE.UDI_SERIAL_NUMBER, udi.serialNumber())
                .set(PRODUCT_INSTANCE.HOST_NAME, asked.hostName())
                .set(PRODUCT_INSTANCE.PRODUCT_NAME, product)
                .set(PRODUCT_INSTANCE.EXPORT_ALLOWED, token.exportAllowed())
                .set(PRODUCT_INSTANCE.REGISTERED_AT, grant.issuedAt())
                .set(PRODUCT_INSTANCE.LAST_CONTACT_AT, grant.issuedAt())
                .set(PRODUCT_INSTANCE.CERTIFICATE_SERIAL, grant.certificate().serialHex())
                .set(
                        PRODUCT_INSTANCE.CERTIFICATE_EXPIRES_AT,
                        grant.certificate().notAfter())
                .set(PRODUCT_INSTANCE.PUBLIC_KEY, csr.publicKey().getEncoded())
                .returning(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                .fetchSingle()
                .getProductInstanceId();
    }

    /** The device asks for its licences anew right after; until then it holds none. */
    private ProductInstanceId replace(
            Actor device,
            Existing existing,
            RegisterDevice asked,
            TokenUse.Found token,
            CertificateSigningRequest csr,
            RegistrationGrant grant) {
        removal.release(existing.pool(), existing.id());
        pools.rebalance(device, existing.account(), existing.pool());
        sql.update(PRODUCT_INSTANCE)
                .set(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID, token.pool())
                .set(PRODUCT_INSTANCE.HOST_NAME, asked.hostName())
                .set(PRODUCT_INSTANCE.EXPORT_ALLOWED, token.exportAllowed())
                .set(PRODUCT_INSTANCE.REGISTERED_AT, grant.issuedAt())
                .set(PRODUCT_INSTANCE.LAST_CONTACT_AT, grant.issuedAt())
                .setNull(PRODUCT_INSTANCE.AUTHORIZED_UNTIL)
                .setNull(PRODUCT_INSTANCE.AUTHORIZATION_STATUS)
                .set(PRODUCT_INSTANCE.SILENCE, Silence.HEARD)
                .set(PRODUCT_INSTANCE.CERTIFICATE_SERIAL, grant.certificate().serialHex())
                .set(
                        PRODUCT_INSTANCE.CERTIFICATE_EXPIRES_AT,
                        grant.certificate().notAfter())
                .set(PRODUCT_INSTANCE.PUBLIC_KEY, csr.publicKey().getEncoded())
                .set(PRODUCT_INSTANCE.VERSION, PRODUCT_INSTANCE.VERSION.plus(1))
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(existing.id()))
                .execute();
        return existing.id();
    }

    private Optional<Existing> find(Udi udi, SoftwareId softwareId) {
        return sql.select(
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.PIID,
                        PRODUCT_INSTANCE.SMART_ACCOUNT_ID,
                        PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE
                        .UDI_PID
                        .eq(udi.pid())
                        .and(PRODUCT_INSTANCE.UDI_SERIAL_NUMBER.eq(udi.serialNumber()))
                        .and(PRODUCT_INSTANCE.SOFTWARE_ID.eq(softwareId.value())))
                .fetchOptional(row -> new Existing(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        sql.fetchExists(CONSUMPTION, CONSUMPTION.PRODUCT_INSTANCE_ID.eq(row.value1()))));
    }

    private static Reply.@Nullable Refused duplicate(
            DeviceExchange exchange, RegisterDevice asked, Existing known, TokenUse.Found token) {
        // Force moves a device within its Smart Account. Over accounts it would let anybody take it from its owner.
        if (!known.account().equals(token.account())) {
            return new Reply.Refused(
                    Reply.Refusal.ALREADY_REGISTERED,
                    FailureReason.alreadyRegistered(asked.softwareId(), exchange.udi()));
        }
        if (asked.force()) {
            return null;
        }
        return new Reply.Refused(
                Reply.Refusal.ALREADY_REGISTERED,
                known.consumes() ? FailureReason.EXISTING_CONSUMPTION : FailureReason.PRODUCT_ALREADY_REGISTERED);
    }

    private void requireUnchanged(Udi udi, SoftwareId softwareId, Existing expected) {
        Optional<Existing> now = find(udi, softwareId);
        if (now.isEmpty()
                || !now.get().id().equals(expected.id())
                || !now.get().pool().equals(expected.pool())) {
            throw new LateRefusal(new Reply.Refused(Reply.Refusal.TRY_AGAIN, FailureReason.TRY_AGAIN));
        }
    }

    /** Another thread registered the same UDI, or answered the same message, a moment before. */
    private Reply lostRace(DeviceExchange exchange, RegisterDevice asked, TokenUse.Found token, RuntimeException e) {
        if (Constraint.violated(e, "uq_product_instance_udi") || AnsweredMessages.isRepetition(e)) {
            return refuse(
                    exchange,
                    token,
                    new Reply.Refused(
                            Reply.Refusal.ALREADY_REGISTERED,
                            FailureReason.alreadyRegistered(asked.softwareId(), exchange.udi())));
        }
        throw e;
    }

    private Reply refuseToken(DeviceExchange exchange, RegisterDevice asked, TokenUse.@Nullable Found found) {
        String shown = TokenText.abbreviate(asked.token());
        String reason = found != null && found.state() == TokenState.EXPIRED
                ? FailureReason.tokenExpired(shown)
                : FailureReason.tokenNotValid(shown);
        Reply.Refused refused = new Reply.Refused(Reply.Refusal.INVALID_TOKEN, reason);
        return found == null ? refused : refuse(exchange, found, refused);
    }

    /** Unless what stands in the way is this very message, answered on another thread a moment before. */
    private Reply refuse(DeviceExchange exchange, TokenUse.Found token, Reply.Refused refused) {
        Optional<Reply> earlier = answers.find(exchange);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        recordRefusal(exchange, token.account(), token.pool(), refused.reason());
        return refused;
    }

    private void recordRefusal(DeviceExchange exchange, SmartAccountId account, VirtualAccountId pool, String reason) {
        Actor device = Actor.device(exchange.udi().asCli(), exchange.originAddress());
        transactions.run(() -> events.record(
                device,
                NewEvent.refused(
                        EventCode.DEVICE_REGISTRATION_REFUSED,
                        account,
                        pool,
                        "device",
                        exchange.udi().asCli(),
                        "reason",
                        reason)));
    }

    private static Actor actor(DeviceExchange exchange, RegisterDevice asked) {
        String hostName = asked.hostName();
        return Actor.device(hostName != null ? hostName : exchange.udi().asCli(), exchange.originAddress());
    }

    /** The catalogue's name of the product; a product it does not know is called by its software id's last part. */
    private String productName(SoftwareId softwareId) {
        String known = sql.select(PLATFORM.DESCRIPTION)
                .from(PLATFORM)
                .where(PLATFORM.SOFTWARE_ID.eq(softwareId.value()))
                .limit(1)
                .fetchOne(PLATFORM.DESCRIPTION);
        String name = softwareId.value().substring(0, softwareId.value().indexOf(','));
        String product = known != null ? known : name.substring(name.lastIndexOf('.') + 1);
        return product.substring(0, Math.min(product.length(), MAX_PRODUCT_NAME));
    }
}
