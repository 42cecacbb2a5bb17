package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.PLATFORM;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Chassis as rows, and the stacks they form. */
@Component
class ChassisRepository {

    /** The active switch of a chassis' stack, itself where there is no stack. */
    static final Field<LegacyDeviceId> HEAD =
            DSL.coalesce(LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID, LEGACY_DEVICE.LEGACY_DEVICE_ID);

    /** How a device came in. */
    enum Origin {
        MANUAL,
        FILE
    }

    private final DSLContext sql;

    ChassisRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * All chassis of the stack this one is in, the active switch first.
     *
     * @throws PortalException NOT_FOUND for a foreign chassis too, UNAUTHORIZED where the actor may only look
     */
    List<Chassis> stack(Actor actor, Permission permission, LegacyDeviceId member) {
        return allowed(actor, permission, member, false);
    }

    /** Like {@link #stack}, locked against every other act: in order of id, as everyone locks. */
    List<Chassis> lockStack(Actor actor, Permission permission, LegacyDeviceId member) {
        Transactions.requireTransaction();
        return allowed(actor, permission, member, true);
    }

    private List<Chassis> allowed(Actor actor, Permission permission, LegacyDeviceId member, boolean lock) {
        LegacyDeviceId head = sql.select(HEAD)
                .from(LEGACY_DEVICE)
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(member))
                .fetchOne(HEAD);
        if (head == null) {
            throw PortalException.notFound();
        }
        Condition stack = LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(head).or(LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID.eq(head));
        if (lock) {
            sql.select(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                    .from(LEGACY_DEVICE)
                    .where(stack)
                    .orderBy(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                    .forUpdate()
                    .fetch();
        }
        // The active switch is older than its members, whose rows name it.
        List<Chassis> found =
                query(stack).orderBy(LEGACY_DEVICE.LEGACY_DEVICE_ID).fetch(ChassisRepository::chassis).stream()
                        .toList();
        if (found.isEmpty()) {
            throw PortalException.notFound();
        }
        actor.require(permission, found.getFirst().account(), found.getFirst().pool());
        return found;
    }

    /** The chassis with this UDI, whoever it belongs to. */
    Optional<Chassis> find(Udi udi) {
        return query(LEGACY_DEVICE.UDI_PID.eq(udi.pid()).and(LEGACY_DEVICE.UDI_SERIAL_NUMBER.eq(udi.serialNumber())))
                .fetchOptional(ChassisRepository::chassis);
    }

    /** These chassis, in order of id. */
    List<Chassis> all(Collection<LegacyDeviceId> ids) {
        return query(LEGACY_DEVICE.LEGACY_DEVICE_ID.in(ids))
                .orderBy(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .fetch(ChassisRepository::chassis)
                .stream()
                .toList();
    }

    /** Whoever they belong to. */
    List<Chassis> withSerialNumbers(Collection<String> serialNumbers) {
        return query(LEGACY_DEVICE.UDI_SERIAL_NUMBER.in(serialNumbers)).fetch(ChassisRepository::chassis);
    }

    /** How many switches are in each of these stacks, the active one included. */
    Map<LegacyDeviceId, Integer> sizes(Collection<LegacyDeviceId> heads) {
        Map<LegacyDeviceId, Integer> sizes = new HashMap<>();
        heads.forEach(head -> sizes.put(head, 1));
        sql.select(LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID, DSL.count())
                .from(LEGACY_DEVICE)
                .where(LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID.in(heads))
                .groupBy(LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID)
                .forEach(row -> sizes.merge(row.value1(), row.value2(), Integer::sum));
        return sizes;
    }

    private SelectConditionStep<? extends Record> query(Condition condition) {
        return sql.select(
                        LEGACY_DEVICE.LEGACY_DEVICE_ID,
                        HEAD,
                        LEGACY_DEVICE.SMART_ACCOUNT_ID,
                        LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID,
                        LEGACY_DEVICE.PLATFORM_ID,
                        PLATFORM.FAMILY,
                        PLATFORM.LEGACY_METHOD,
                        LEGACY_DEVICE.UDI_PID,
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER,
                        LEGACY_DEVICE.HELD,
                        LEGACY_DEVICE.AVAILABLE)
                .from(LEGACY_DEVICE)
                .join(PLATFORM)
                .on(PLATFORM.PLATFORM_ID.eq(LEGACY_DEVICE.PLATFORM_ID))
                .where(condition);
    }

    private static Chassis chassis(Record row) {
        return new Chassis(
                row.get(LEGACY_DEVICE.LEGACY_DEVICE_ID),
                row.get(HEAD),
                row.get(LEGACY_DEVICE.SMART_ACCOUNT_ID),
                row.get(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID),
                row.get(LEGACY_DEVICE.PLATFORM_ID),
                row.get(PLATFORM.FAMILY),
                row.get(PLATFORM.LEGACY_METHOD).equals("RTU"),
                new Udi(row.get(LEGACY_DEVICE.UDI_PID), row.get(LEGACY_DEVICE.UDI_SERIAL_NUMBER)),
                row.get(LEGACY_DEVICE.HELD),
                row.get(LEGACY_DEVICE.AVAILABLE));
    }

    /** @param stack the active switch it is a member of, null for a switch of its own */
    LegacyDeviceId insert(
            SmartAccountId account,
            @Nullable VirtualAccountId pool,
            DevicePlatform platform,
            Udi udi,
            @Nullable LegacyDeviceId stack,
            Instant now) {
        try {
            return sql.insertInto(LEGACY_DEVICE)
                    .set(LEGACY_DEVICE.SMART_ACCOUNT_ID, account)
                    .set(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID, pool)
                    .set(LEGACY_DEVICE.ASSIGNED_AT, pool == null ? null : now)
                    .set(LEGACY_DEVICE.PLATFORM_ID, platform.id())
                    .set(LEGACY_DEVICE.UDI_PID, udi.pid())
                    .set(LEGACY_DEVICE.UDI_SERIAL_NUMBER, udi.serialNumber())
                    .set(LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID, stack)
                    .set(LEGACY_DEVICE.ORIGIN, Origin.MANUAL.name())
                    .set(LEGACY_DEVICE.CREATED_AT, now)
                    .returning(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                    .fetchSingle()
                    .getLegacyDeviceId();
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            if (isKnownUdi(e)) {
                throw known(account, find(udi).orElseThrow(() -> e)).causedBy(e);
            }
            throw e;
        }
    }

    static boolean isKnownUdi(RuntimeException e) {
        return Constraint.violated(e, "uq_legacy_device_udi");
    }

    /** Tells who has the device, and of another account no more than that. */
    static PortalException known(SmartAccountId account, Chassis chassis) {
        return PortalException.conflict(
                DevicePlatforms.SERIAL_NUMBER,
                whyKnown(account, chassis),
                chassis.udi().asCli());
    }

    static ErrorReason whyKnown(SmartAccountId account, Chassis chassis) {
        if (!chassis.account().equals(account)) {
            return ErrorReason.DEVICE_ELSEWHERE;
        }
        return chassis.held() > 0 && chassis.available() == 0
                ? ErrorReason.DEVICE_ALREADY_CONVERTED
                : ErrorReason.DEVICE_ALREADY_HERE;
    }
}
