package org.slportal.services.callhome;

import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.device.Silence;
import org.slportal.domain.failure.FailureReason;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.db.Transactions;
import org.slportal.services.device.DeviceContact;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Pools;
import org.springframework.stereotype.Service;

/**
 * Authorization of the licences a device uses. In the steady state nothing about consumption changed: then only the device's own
 * row and its answered message are written. When something changed, the Virtual Account's pools are rebalanced.
 */
@Service
public class AuthorizationService {

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Pools pools;
    private final AnsweredMessages answers;
    private final EventRecorder events;
    private final MemberRecords members;
    private final DeviceContact contact;

    AuthorizationService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            Pools pools,
            AnsweredMessages answers,
            EventRecorder events,
            MemberRecords members,
            DeviceContact contact) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.pools = pools;
        this.answers = answers;
        this.events = events;
        this.members = members;
        this.contact = contact;
    }

    private record Entitlement(LicenseId id, String name, String description, boolean exportRestricted) {}

    /** @param render makes the signed answer, inside the transaction */
    public Reply authorize(
            DeviceExchange exchange,
            KnownDevice device,
            AuthorizeLicenses asked,
            Function<AuthorizationGrant, String> render) {
        return answers.answerOnce(
                exchange, () -> transactions.write(() -> authorizeOnce(exchange, device, asked, render)));
    }

    private Reply authorizeOnce(
            DeviceExchange exchange,
            KnownDevice device,
            AuthorizeLicenses asked,
            Function<AuthorizationGrant, String> render) {
        Instant now = clock.instant();
        // 1. Which licences the tags mean, and what the device used until now.
        Map<String, Entitlement> known = entitlements(asked.counts().keySet());
        Map<LicenseId, Integer> wanted = wanted(asked, known);

        // 2. Only a change touches the pools, and takes their lock first.
        boolean changed = !wanted.equals(used(device));
        if (changed && !change(device, asked, wanted)) {
            return gone(device);
        }

        // 3. Each licence is as compliant as its pool. The device's own row.
        AuthorizationGrant grant = grant(asked, known, balances(device.pool(), wanted), now);
        if (!touch(device, grant, now)) {
            // It is gone; or it was silent, and the sweep may have released its licences after they were read above.
            changed = true;
            if (!change(device, asked, wanted)) {
                return gone(device);
            }
            contact.authorized(device.id());
            grant = grant(asked, known, balances(device.pool(), wanted), now);
            touch(device, grant, now);
        }

        // 4. The event when something is new, and the answer for a repetition.
        if (changed || grant.status() != device.status()) {
            recordOutcome(device, grant);
        }
        String answer = render.apply(grant);
        answers.store(exchange, answer);
        return new Reply.Answered(answer);
    }

    private static Reply gone(KnownDevice device) {
        return new Reply.Refused(Reply.Refusal.NOT_REGISTERED, FailureReason.notRegistered(device.piid()));
    }

    /** @return false if it is gone, or was silent: a device that speaks in time pays nothing for those that do not */
    private boolean touch(KnownDevice device, AuthorizationGrant grant, Instant now) {
        return sql.update(PRODUCT_INSTANCE)
                        .set(PRODUCT_INSTANCE.LAST_CONTACT_AT, now)
                        .set(PRODUCT_INSTANCE.AUTHORIZED_UNTIL, grant.validUntil())
                        .set(PRODUCT_INSTANCE.AUTHORIZATION_STATUS, grant.status())
                        .where(PRODUCT_INSTANCE
                                .PRODUCT_INSTANCE_ID
                                .eq(device.id())
                                .and(PRODUCT_INSTANCE.SILENCE.eq(Silence.HEARD)))
                        .execute()
                > 0;
    }

    private Map<String, Entitlement> entitlements(java.util.Set<String> tags) {
        Map<String, Entitlement> known = new HashMap<>();
        sql.select(
                        LICENSE.ENTITLEMENT_TAG,
                        LICENSE.LICENSE_ID,
                        LICENSE.NAME,
                        LICENSE.DESCRIPTION,
                        LICENSE.EXPORT_RESTRICTED)
                .from(LICENSE)
                .where(LICENSE.ENTITLEMENT_TAG.in(tags))
                .forEach(row -> known.put(
                        row.value1(), new Entitlement(row.value2(), row.value3(), row.value4(), row.value5())));
        return known;
    }

    private static Map<LicenseId, Integer> wanted(AuthorizeLicenses asked, Map<String, Entitlement> known) {
        Map<LicenseId, Integer> wanted = new HashMap<>();
        asked.counts().forEach((tag, count) -> {
            Entitlement entitlement = known.get(tag);
            if (entitlement != null) {
                wanted.put(entitlement.id(), count);
            }
        });
        return wanted;
    }

    private Map<LicenseId, Integer> used(KnownDevice device) {
        return sql.select(CONSUMPTION.LICENSE_ID, CONSUMPTION.QUANTITY)
                .from(CONSUMPTION)
                .where(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(device.id()))
                .fetchMap(CONSUMPTION.LICENSE_ID, CONSUMPTION.QUANTITY);
    }

    /** Under the lock: it may have been removed or moved since its message was read. */
    private boolean stillThere(KnownDevice device) {
        VirtualAccountId pool = sql.select(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device.id()))
                .forUpdate()
                .fetchOne(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID);
        return device.pool().equals(pool);
    }

    /** @return false if it was removed or moved meanwhile */
    private boolean change(KnownDevice device, AuthorizeLicenses asked, Map<LicenseId, Integer> wanted) {
        pools.lock(device.pool());
        if (!stillThere(device)) {
            return false;
        }
        Map<LicenseId, Integer> used = used(device);
        Map<LicenseId, Integer> difference = new HashMap<>();
        wanted.forEach((license, count) -> difference.merge(license, count, Integer::sum));
        used.forEach((license, count) -> difference.merge(license, -count, Integer::sum));
        pools.ensure(device.account(), device.pool(), wanted.keySet());
        List<Query> queries = new ArrayList<>();
        queries.add(sql.deleteFrom(CONSUMPTION).where(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(device.id())));
        wanted.forEach((license, count) -> queries.add(sql.insertInto(CONSUMPTION)
                .set(CONSUMPTION.PRODUCT_INSTANCE_ID, device.id())
                .set(CONSUMPTION.LICENSE_ID, license)
                .set(CONSUMPTION.VIRTUAL_ACCOUNT_ID, device.pool())
                .set(CONSUMPTION.QUANTITY, count)));
        sql.batch(queries).execute();
        pools.changeUse(device.pool(), difference);
        pools.rebalance(device.actor(), device.account(), device.pool());
        // A stack that grew or shrank asks for other quantities, so this is when its members are told anew.
        members.replace(device.id(), asked.members());
        return true;
    }

    private Map<LicenseId, Integer> balances(VirtualAccountId pool, Map<LicenseId, Integer> wanted) {
        return sql.select(LICENSE_POOL.LICENSE_ID, LICENSE_POOL.BALANCE)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_POOL.LICENSE_ID.in(wanted.keySet())))
                .fetchMap(LICENSE_POOL.LICENSE_ID, LICENSE_POOL.BALANCE);
    }

    private static AuthorizationGrant grant(
            AuthorizeLicenses asked, Map<String, Entitlement> known, Map<LicenseId, Integer> balances, Instant now) {
        List<AuthorizationGrant.Line> lines = new ArrayList<>();
        new LinkedHashMap<>(asked.counts()).forEach((tag, count) -> {
            Entitlement entitlement = known.get(tag);
            if (entitlement == null) {
                lines.add(new AuthorizationGrant.Line(tag, count, AuthorizationStatus.INVALID_TAG, "", "", false));
                return;
            }
            boolean covered = balances.getOrDefault(entitlement.id(), -1) >= 0;
            lines.add(new AuthorizationGrant.Line(
                    tag,
                    count,
                    covered ? AuthorizationStatus.AUTHORIZED : AuthorizationStatus.OUT_OF_COMPLIANCE,
                    entitlement.name(),
                    entitlement.description(),
                    entitlement.exportRestricted()));
        });
        boolean shortage = lines.stream().anyMatch(line -> line.status() == AuthorizationStatus.OUT_OF_COMPLIANCE);
        return new AuthorizationGrant(
                lines,
                now,
                shortage ? now.plus(LicensingTimers.OUT_OF_COMPLIANCE_RETRY) : LicensingTimers.nextAuthorization(now),
                LicensingTimers.communicationDeadline(now));
    }

    private void recordOutcome(KnownDevice device, AuthorizationGrant grant) {
        EventCode code = grant.status() == AuthorizationStatus.AUTHORIZED
                ? EventCode.DEVICE_AUTHORIZED
                : EventCode.DEVICE_OUT_OF_COMPLIANCE;
        StringBuilder licenses = new StringBuilder();
        grant.lines().stream()
                .filter(line -> code == EventCode.DEVICE_AUTHORIZED || line.status() != AuthorizationStatus.AUTHORIZED)
                .forEach(line -> licenses.append(licenses.isEmpty() ? "" : ", ")
                        .append(line.name().isEmpty() ? line.tag() : line.name())
                        .append(" × ")
                        .append(line.count()));
        events.record(
                device.actor(),
                NewEvent.done(
                                code,
                                device.account(),
                                device.pool(),
                                "device",
                                device.name(),
                                "licenses",
                                licenses.toString())
                        .aboutDevice(device.piid()));
    }
}
