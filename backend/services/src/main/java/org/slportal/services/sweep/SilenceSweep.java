package org.slportal.services.sweep;

import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.device.Silence;
import org.slportal.domain.device.SilenceRule;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.SilenceAlerts;
import org.slportal.services.db.Transactions;
import org.slportal.services.device.ProductInstanceRemoval;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Pools;
import org.springframework.stereotype.Component;

/**
 * What becomes of devices that do not speak: after 30 days an alert, after 90 their licences go back to the pool, and with the end of
 * their ID certificate the product instance goes. The rules are {@link SilenceRule}'s.
 */
@Component
class SilenceSweep implements AccountSweep {

    /** Devices in one transaction: so long the pool's guard is held. */
    static final int BATCH = 200;
    /** Devices of one account whose licences one run takes back, at most; the next run goes on. */
    static final int MAX_RECLAIMED = 1_000;

    private static final int MAX_WARNED = 10_000;
    private static final Actor PORTAL = Actor.system("portal");

    private final DSLContext sql;
    private final Transactions transactions;
    private final SilentDevices devices;
    private final Pools pools;
    private final ProductInstanceRemoval removal;
    private final SilenceAlerts alerts;
    private final EventRecorder events;

    SilenceSweep(
            DSLContext sql,
            Transactions transactions,
            SilentDevices devices,
            Pools pools,
            ProductInstanceRemoval removal,
            SilenceAlerts alerts,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.devices = devices;
        this.pools = pools;
        this.removal = removal;
        this.alerts = alerts;
        this.events = events;
    }

    @Override
    public int sweep(SmartAccountId account, SweepTime time) {
        SilenceRule rule = new SilenceRule(time.now(), time.serverReturned());
        int done = 0;
        // 1. Removal first: who is removed needs neither of the others.
        if (rule.mayRelease()) {
            Condition unidentified = SilentDevices.unidentified(account, rule);
            done += reclaim(unidentified, MAX_RECLAIMED, (pool, ids) -> remove(account, pool, unidentified, ids));
            Condition overdue = SilentDevices.overdue(account, rule);
            done += reclaim(overdue, MAX_RECLAIMED - done, (pool, ids) -> release(account, pool, overdue, ids));
        }
        // 2. Alerts take nothing from anybody, so they do not count.
        if (rule.mayWarn()) {
            done += warn(account, rule);
        }
        return done;
    }

    private int reclaim(Condition due, int limit, ToIntBiFunction<VirtualAccountId, List<ProductInstanceId>> batch) {
        if (limit <= 0) {
            return 0;
        }
        int done = 0;
        for (Map.Entry<VirtualAccountId, List<ProductInstanceId>> found :
                devices.byPool(due, limit).entrySet()) {
            List<ProductInstanceId> ids = found.getValue();
            for (int start = 0; start < ids.size(); start += BATCH) {
                List<ProductInstanceId> some = ids.subList(start, Math.min(start + BATCH, ids.size()));
                done += transactions.write(() -> {
                    pools.lock(found.getKey());
                    return batch.applyAsInt(found.getKey(), some);
                });
            }
        }
        return done;
    }

    private int release(
            SmartAccountId account, VirtualAccountId pool, Condition overdue, List<ProductInstanceId> candidates) {
        List<SilentDevice> silent = devices.lock(overdue, pool, candidates);
        if (silent.isEmpty()) {
            return 0;
        }
        List<ProductInstanceId> ids = ids(silent);
        Map<ProductInstanceId, Integer> released = removal.releaseAll(pool, ids);
        sql.update(PRODUCT_INSTANCE)
                .set(PRODUCT_INSTANCE.SILENCE, Silence.RELEASED)
                .set(PRODUCT_INSTANCE.AUTHORIZATION_STATUS, AuthorizationStatus.AUTHORIZATION_EXPIRED)
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.in(ids))
                .execute();
        alerts.clear(ids);
        alerts.raise(
                AlertCode.PI_FAILED_TO_RENEW,
                account,
                silent.stream()
                        .map(device -> new SilenceAlerts.Subject(pool, device.id(), device.udi(), device.name(), null))
                        .toList());
        tell(EventCode.DEVICE_AUTHORIZATION_EXPIRED, account, silent, released);
        pools.rebalance(PORTAL, account, pool);
        return silent.size();
    }

    private int remove(
            SmartAccountId account, VirtualAccountId pool, Condition unidentified, List<ProductInstanceId> candidates) {
        List<SilentDevice> gone = devices.lock(unidentified, pool, candidates);
        if (gone.isEmpty()) {
            return 0;
        }
        Map<ProductInstanceId, Integer> released = removal.removeAll(
                PORTAL,
                account,
                pool,
                gone.stream()
                        .map(device -> new ProductInstanceRemoval.Gone(device.id(), device.piid()))
                        .toList());
        alerts.raise(
                AlertCode.PI_REMOVED,
                account,
                gone.stream()
                        .map(device -> new SilenceAlerts.Subject(pool, null, device.udi(), device.name(), null))
                        .toList());
        tell(EventCode.DEVICE_CERTIFICATE_EXPIRED, account, gone, released);
        return gone.size();
    }

    private int warn(SmartAccountId account, SilenceRule rule) {
        Condition unheard = SilentDevices.unheard(account, rule);
        int done = 0;
        while (done < MAX_WARNED) {
            int batch = transactions.write(() -> warn(account, rule, devices.locked(unheard, BATCH)));
            done += batch;
            if (batch < BATCH) {
                break;
            }
        }
        return done;
    }

    private int warn(SmartAccountId account, SilenceRule rule, List<SilentDevice> silent) {
        if (silent.isEmpty()) {
            return 0;
        }
        sql.update(PRODUCT_INSTANCE)
                .set(PRODUCT_INSTANCE.SILENCE, Silence.WARNED)
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.in(ids(silent)))
                .execute();
        alerts.raise(
                AlertCode.PI_FAILED_TO_CONNECT,
                account,
                silent.stream()
                        .map(device -> new SilenceAlerts.Subject(
                                device.pool(),
                                device.id(),
                                device.udi(),
                                device.name(),
                                rule.releaseOf(deadline(device))))
                        .toList());
        tell(EventCode.DEVICE_SILENT, account, silent, Map.of());
        return silent.size();
    }

    private static Instant deadline(SilentDevice device) {
        Instant own = device.authorizedUntil();
        return own == null ? LicensingTimers.communicationDeadline(device.lastContactAt()) : own;
    }

    private static List<ProductInstanceId> ids(List<SilentDevice> silent) {
        return silent.stream().map(SilentDevice::id).toList();
    }

    private void tell(
            EventCode code,
            SmartAccountId account,
            List<SilentDevice> silent,
            Map<ProductInstanceId, Integer> released) {
        List<NewEvent> told = new ArrayList<>();
        for (SilentDevice device : silent) {
            told.add(NewEvent.done(
                            code,
                            account,
                            device.pool(),
                            "device",
                            device.name(),
                            "quantity",
                            Integer.toString(released.getOrDefault(device.id(), 0)))
                    .aboutDevice(device.piid()));
        }
        events.recordAll(PORTAL, told);
    }
}
