package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.stereotype.Component;

/** Finds the devices somebody named, as far as the actor may act on them. */
@Component
class DeviceLocator {

    /** Devices in one act: so long the guards are held. */
    static final int MAX_DEVICES = 200;

    private final DSLContext sql;

    DeviceLocator(DSLContext sql) {
        this.sql = sql;
    }

    LocatedDevice require(Actor actor, Permission permission, ProductInstanceId device) {
        return require(actor, permission, List.of(device)).getFirst();
    }

    /** All of them, of one Smart Account, or a refusal; in order of id. */
    List<LocatedDevice> require(Actor actor, Permission permission, Collection<ProductInstanceId> devices) {
        Set<ProductInstanceId> named = new LinkedHashSet<>(devices);
        if (named.isEmpty()) {
            throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.DEVICES_NONE_CHOSEN);
        }
        if (named.size() > MAX_DEVICES) {
            throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.DEVICES_TOO_MANY, MAX_DEVICES);
        }
        List<LocatedDevice> found = fetch(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.in(named), false);
        if (found.size() < named.size()) {
            throw PortalException.notFound();
        }
        found.forEach(device -> actor.require(permission, device.account(), device.pool()));
        // An act has one account, for its locks and its events.
        if (found.stream().map(LocatedDevice::account).distinct().count() > 1) {
            throw PortalException.notFound();
        }
        return found;
    }

    /**
     * Locks the rows, whose guards are held.
     *
     * @throws PortalException NOT_FOUND if all were removed meanwhile, STALE if one of them was moved or removed
     */
    List<LocatedDevice> lock(List<LocatedDevice> devices) {
        Transactions.requireTransaction();
        List<LocatedDevice> now = fetch(
                PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.in(
                        devices.stream().map(LocatedDevice::id).toList()),
                true);
        if (now.isEmpty()) {
            throw PortalException.notFound();
        }
        boolean same = now.size() == devices.size();
        for (int i = 0; same && i < now.size(); i++) {
            same = now.get(i).id().equals(devices.get(i).id())
                    && now.get(i).pool().equals(devices.get(i).pool());
        }
        if (!same) {
            throw PortalException.stale();
        }
        return now;
    }

    @Nullable
    LocatedDevice find(ProductInstanceId device) {
        List<LocatedDevice> found = fetch(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device), false);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** A chassis can be registered with several kinds of software; a null software id takes the first. */
    @Nullable
    LocatedDevice find(SmartAccountId account, @Nullable VirtualAccountId pool, Udi udi, @Nullable String softwareId) {
        Condition condition = PRODUCT_INSTANCE
                .UDI_PID
                .eq(udi.pid())
                .and(PRODUCT_INSTANCE.UDI_SERIAL_NUMBER.eq(udi.serialNumber()))
                .and(PRODUCT_INSTANCE.SMART_ACCOUNT_ID.eq(account));
        if (pool != null) {
            condition = condition.and(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID.eq(pool));
        }
        if (softwareId != null && !softwareId.isEmpty()) {
            condition = condition.and(PRODUCT_INSTANCE.SOFTWARE_ID.eq(softwareId));
        }
        List<LocatedDevice> found = fetch(condition, false);
        return found.isEmpty() ? null : found.getFirst();
    }

    private List<LocatedDevice> fetch(Condition condition, boolean forUpdate) {
        var query = sql.select(
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.SMART_ACCOUNT_ID,
                        PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID,
                        PRODUCT_INSTANCE.PIID,
                        PRODUCT_INSTANCE.UDI_PID,
                        PRODUCT_INSTANCE.UDI_SERIAL_NUMBER,
                        PRODUCT_INSTANCE.SOFTWARE_ID,
                        PRODUCT_INSTANCE.HOST_NAME)
                .from(PRODUCT_INSTANCE)
                .where(condition)
                .orderBy(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID);
        return (forUpdate ? query.forUpdate() : query)
                .fetch(row -> new LocatedDevice(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        new Udi(row.value5(), row.value6()),
                        row.value7(),
                        row.value8()));
    }
}
