package org.slportal.services.callhome;

import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.device.Silence;
import org.slportal.domain.failure.FailureReason;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.db.Transactions;
import org.slportal.services.device.DeviceContact;
import org.slportal.services.device.DeviceLock;
import org.slportal.services.device.RefusedLicenses;
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
    private final DeviceLock lock;
    private final RefusedLicenses refusals;

    AuthorizationService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            Pools pools,
            AnsweredMessages answers,
            EventRecorder events,
            MemberRecords members,
            DeviceContact contact,
            DeviceLock lock,
            RefusedLicenses refusals) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.pools = pools;
        this.answers = answers;
        this.events = events;
        this.members = members;
        this.contact = contact;
        this.lock = lock;
        this.refusals = refusals;
    }

    private record Entitlement(LicenseId id, String name, String description, boolean exportRestricted) {

        /** The flag came with the token the device registered with. */
        boolean isAllowedOn(KnownDevice device) {
            return device.exportAllowed() || !exportRestricted;
        }
    }

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
        Map<LicenseId, Integer> wanted = wanted(device, asked, known);

        // 2. Only a change touches the pools, and takes their lock first.
        boolean changed = !wanted.equals(used(device));
        KnownDevice here = changed ? change(device, asked, wanted) : device;
        if (here == null) {
            return gone(device);
        }

        // 3. Each licence is as compliant as its pool. The device's own row.
        AuthorizationGrant grant = grant(here, asked, known, balances(here.pool(), wanted), now);
        if (!touch(here, grant, now)) {
            // It is gone or in another Virtual Account; or it was silent, and the sweep may have released its licences
            // after they
            // were read above.
            changed = true;
            here = change(here, asked, wanted);
            if (here == null) {
                return gone(device);
            }
            contact.authorized(here.id());
            grant = grant(here, asked, known, balances(here.pool(), wanted), now);
            touch(here, grant, now);
        }

        // 4. What it may not have. A device that was never refused anything pays nothing for this.
        Map<LicenseId, Integer> refused = refused(here, asked, known);
        if (!refused.isEmpty() || (!here.exportAllowed() && device.status() != AuthorizationStatus.AUTHORIZED)) {
            tellRefused(here, known, refusals.replace(here.account(), here.pool(), here.id(), refused));
        }

        // 5. The event when something is new, and the answer for a repetition.
        if (changed || grant.status() != device.status()) {
            recordOutcome(here, grant);
        }
        String answer = render.apply(grant);
        answers.store(exchange, answer);
        return new Reply.Answered(answer);
    }

    private static Reply gone(KnownDevice device) {
        return new Reply.Refused(Reply.Refusal.NOT_REGISTERED, FailureReason.notRegistered(device.piid()));
    }

    /** @return false if it is gone, was moved, or was silent: a device that speaks in time pays nothing for those that do not */
    private boolean touch(KnownDevice device, AuthorizationGrant grant, Instant now) {
        return sql.update(PRODUCT_INSTANCE)
                        .set(PRODUCT_INSTANCE.LAST_CONTACT_AT, now)
                        .set(PRODUCT_INSTANCE.AUTHORIZED_UNTIL, grant.validUntil())
                        .set(PRODUCT_INSTANCE.AUTHORIZATION_STATUS, grant.status())
                        .where(PRODUCT_INSTANCE
                                .PRODUCT_INSTANCE_ID
                                .eq(device.id())
                                .and(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID.eq(device.pool()))
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

    private static Map<LicenseId, Integer> wanted(
            KnownDevice device, AuthorizeLicenses asked, Map<String, Entitlement> known) {
        return counts(asked, known, entitlement -> entitlement.isAllowedOn(device));
    }

    private static Map<LicenseId, Integer> refused(
            KnownDevice device, AuthorizeLicenses asked, Map<String, Entitlement> known) {
        return counts(asked, known, entitlement -> !entitlement.isAllowedOn(device));
    }

    private static Map<LicenseId, Integer> counts(
            AuthorizeLicenses asked, Map<String, Entitlement> known, Predicate<Entitlement> which) {
        Map<LicenseId, Integer> counts = new HashMap<>();
        asked.counts().forEach((tag, count) -> {
            Entitlement entitlement = known.get(tag);
            if (entitlement != null && which.test(entitlement)) {
                counts.put(entitlement.id(), count);
            }
        });
        return counts;
    }

    private Map<LicenseId, Integer> used(KnownDevice device) {
        return sql.select(CONSUMPTION.LICENSE_ID, CONSUMPTION.QUANTITY)
                .from(CONSUMPTION)
                .where(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(device.id()))
                .fetchMap(CONSUMPTION.LICENSE_ID, CONSUMPTION.QUANTITY);
    }

    /** @return the device where it is now; null if it was removed meanwhile */
    private @Nullable KnownDevice change(KnownDevice known, AuthorizeLicenses asked, Map<LicenseId, Integer> wanted) {
        VirtualAccountId pool = lock.lock(known.id());
        if (pool == null) {
            return null;
        }
        KnownDevice device = known.in(pool);
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
        return device;
    }

    private Map<LicenseId, Integer> balances(VirtualAccountId pool, Map<LicenseId, Integer> wanted) {
        return sql.select(LICENSE_POOL.LICENSE_ID, LICENSE_POOL.BALANCE)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_POOL.LICENSE_ID.in(wanted.keySet())))
                .fetchMap(LICENSE_POOL.LICENSE_ID, LICENSE_POOL.BALANCE);
    }

    private static AuthorizationGrant grant(
            KnownDevice device,
            AuthorizeLicenses asked,
            Map<String, Entitlement> known,
            Map<LicenseId, Integer> balances,
            Instant now) {
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
                    !entitlement.isAllowedOn(device)
                            ? AuthorizationStatus.NOT_AUTHORIZED
                            : covered ? AuthorizationStatus.AUTHORIZED : AuthorizationStatus.OUT_OF_COMPLIANCE,
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

    /** @param newly licences refused to it since this message, not before */
    private void tellRefused(KnownDevice device, Map<String, Entitlement> known, Collection<LicenseId> newly) {
        if (newly.isEmpty()) {
            return;
        }
        String names = known.values().stream()
                .filter(entitlement -> newly.contains(entitlement.id()))
                .map(Entitlement::name)
                .sorted()
                .collect(Collectors.joining(", "));
        events.record(
                device.actor(),
                NewEvent.refused(
                                EventCode.DEVICE_RESTRICTED_LICENSE_REFUSED,
                                device.account(),
                                device.pool(),
                                "device",
                                device.name(),
                                "licenses",
                                names)
                        .aboutDevice(device.piid()));
    }

    private void recordOutcome(KnownDevice device, AuthorizationGrant grant) {
        // What is refused for export is told by an event of its own: nothing is short because of it.
        EventCode code =
                grant.status() == AuthorizationStatus.AUTHORIZED || grant.status() == AuthorizationStatus.NOT_AUTHORIZED
                        ? EventCode.DEVICE_AUTHORIZED
                        : EventCode.DEVICE_OUT_OF_COMPLIANCE;
        StringBuilder licenses = new StringBuilder();
        grant.lines().stream()
                .filter(line -> line.status() != AuthorizationStatus.NOT_AUTHORIZED)
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
