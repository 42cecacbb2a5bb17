package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.ClaimedRight;
import org.slportal.domain.conversion.RightToUsePolicy;
import org.slportal.domain.conversion.RtuLevel;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SkuId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.DeviceLicenseSource;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.registration.RightsToUse.Right;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** The rights to use of a stack's switches: their level and their access points, as traditional licences to be converted. */
@Service
public class RightToUseService {

    /** Fields of a refusal end with the chassis' id. */
    public static final String LEVEL = "level-";

    public static final String ACCESS_POINTS = "accessPoints-";

    private final DSLContext sql;
    private final Transactions transactions;
    private final ChassisRepository chassis;
    private final DeviceLicenseSource licenses;
    private final EventRecorder events;

    RightToUseService(
            DSLContext sql,
            Transactions transactions,
            ChassisRepository chassis,
            DeviceLicenseSource licenses,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.chassis = chassis;
        this.licenses = licenses;
        this.events = events;
    }

    /** A licence of a chassis that did not come from a PAK. */
    private record Recorded(
            LegacyLicenseId id,
            SkuId sku,
            String skuCode,
            @Nullable LicenseId license,
            int quantity,
            int converted) {}

    /** A chassis with what it has and what its model can have. */
    private record State(Chassis chassis, Map<String, Right> rights, List<Recorded> recorded) {

        List<Recorded> levels() {
            return recorded.stream().filter(row -> level(row) != null).toList();
        }

        private @Nullable RtuLevel level(Recorded row) {
            return RightsToUse.level(rights, row.sku(), row.license());
        }

        /** The highest, should upgrades have been recorded beside what they upgrade. */
        @Nullable
        RtuLevel level() {
            RtuLevel highest = null;
            for (Recorded row : recorded) {
                RtuLevel level = level(row);
                if (level != null && (highest == null || level.compareTo(highest) > 0)) {
                    highest = level;
                }
            }
            return highest;
        }

        List<Recorded> accessPoints() {
            Right right = rights.get(RightsToUse.ACCESS_POINTS);
            return right == null
                    ? List.of()
                    : recorded.stream()
                            .filter(row -> right.isOf(row.sku(), row.license()))
                            .toList();
        }
    }

    /** Of every chassis of the stack, the active switch first. */
    public List<ChassisRights> rights(Actor actor, LegacyDeviceId device) {
        return transactions.read(() -> states(chassis.stack(actor, Permission.VIEW, device)).stream()
                .map(RightToUseService::rights)
                .toList());
    }

    /** Of chassis the caller may see. */
    Map<LegacyDeviceId, ChassisRights> of(List<Chassis> visible) {
        return states(visible).stream()
                .collect(Collectors.toMap(state -> state.chassis().id(), RightToUseService::rights));
    }

    private static ChassisRights rights(State state) {
        Right accessPoints = state.rights().get(RightsToUse.ACCESS_POINTS);
        return new ChassisRights(
                state.chassis().id(),
                state.chassis().udi(),
                Arrays.stream(RtuLevel.values())
                        .filter(level -> state.rights().containsKey(level.cliName()))
                        .toList(),
                state.level(),
                converted(state.levels()) > 0,
                accessPoints == null ? 0 : accessPoints.maxCount(),
                quantity(state.accessPoints()),
                converted(state.accessPoints()) > 0);
    }

    /** All of them or none. What is already so stays untouched; a chassis that is not named keeps what it has. */
    public void record(Actor actor, LegacyDeviceId device, List<NewRights> asked) {
        transactions.run(() -> {
            Map<LegacyDeviceId, State> states =
                    states(chassis.lockStack(actor, Permission.MANAGE_LICENSES, device)).stream()
                            .collect(Collectors.toMap(state -> state.chassis().id(), Function.identity()));
            List<NewEvent> told = new ArrayList<>();
            for (NewRights rights : asked) {
                State state = states.get(rights.chassis());
                if (state == null) {
                    throw PortalException.notFound();
                }
                level(state, rights.level(), told);
                accessPoints(state, rights.accessPoints(), told);
            }
            licenses.summarize(states.keySet());
            events.recordAll(actor, told);
        });
    }

    private void level(State state, @Nullable RtuLevel level, List<NewEvent> told) {
        RtuLevel before = state.level();
        if (level == before) {
            return;
        }
        List<Recorded> replaced = state.levels();
        RtuLevel named = level == null ? before : level;
        if (named != null) {
            replace(state, LEVEL, named.cliName(), level == null ? 0 : 1, replaced, told);
        }
    }

    private void accessPoints(State state, int count, List<NewEvent> told) {
        List<Recorded> replaced = state.accessPoints();
        if (count != quantity(replaced)) {
            replace(state, ACCESS_POINTS, RightsToUse.ACCESS_POINTS, count, replaced, told);
        }
    }

    private void replace(
            State state, String field, String name, int count, List<Recorded> replaced, List<NewEvent> told) {
        Chassis one = state.chassis();
        Right right = state.rights().get(name);
        ClaimedRight claimed = new ClaimedRight(
                name, count, one.rightToUse(), right == null ? null : right.maxCount(), true, converted(replaced));
        RightToUsePolicy.refusal(claimed).ifPresent(refusal -> {
            throw PortalException.rejected(
                    field + one.id(),
                    RightToUseRefusals.reason(refusal.reason()),
                    RightToUseRefusals.arguments(refusal, name, one.family(), one.udi()));
        });
        delete(field + one.id(), replaced);
        String sku = replaced.isEmpty() ? name : replaced.getFirst().skuCode();
        if (count > 0 && right != null) {
            sku = right.skuCode();
            sql.insertInto(LEGACY_LICENSE)
                    .set(LEGACY_LICENSE.LEGACY_DEVICE_ID, one.id())
                    .set(LEGACY_LICENSE.SKU_ID, right.sku())
                    .set(LEGACY_LICENSE.LICENSE_FORM, "RTU")
                    .set(LEGACY_LICENSE.QUANTITY, count)
                    .execute();
        }
        told.add(NewEvent.done(
                EventCode.RTU_RECORDED,
                one.account(),
                one.pool(),
                "device",
                one.udi().asCli(),
                "quantity",
                Integer.toString(count),
                "sku",
                sku));
    }

    private void delete(String field, List<Recorded> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try {
            sql.deleteFrom(LEGACY_LICENSE)
                    .where(LEGACY_LICENSE.LEGACY_LICENSE_ID.in(
                            rows.stream().map(Recorded::id).toList()))
                    .execute();
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            // Waits in a conversion, or was converted and undone: ledger or job name the row.
            throw PortalException.conflict(field, ErrorReason.RTU_IN_CONVERSION).causedBy(e);
        }
    }

    private List<State> states(List<Chassis> stack) {
        RightsToUse catalogue = RightsToUse.read(sql);
        Map<LegacyDeviceId, List<Recorded>> recorded = new HashMap<>();
        sql.select(
                        LEGACY_LICENSE.LEGACY_DEVICE_ID,
                        LEGACY_LICENSE.LEGACY_LICENSE_ID,
                        LEGACY_LICENSE.SKU_ID,
                        SKU.CODE,
                        SKU.LICENSE_ID,
                        LEGACY_LICENSE.QUANTITY,
                        LEGACY_LICENSE.CONVERTED)
                .from(LEGACY_LICENSE)
                .join(SKU)
                .on(SKU.SKU_ID.eq(LEGACY_LICENSE.SKU_ID))
                .where(LEGACY_LICENSE
                        .LEGACY_DEVICE_ID
                        .in(stack.stream().map(Chassis::id).toList())
                        .and(LEGACY_LICENSE.PAK_LINE_ID.isNull()))
                .orderBy(LEGACY_LICENSE.LEGACY_LICENSE_ID)
                .forEach(row -> recorded.computeIfAbsent(row.value1(), id -> new ArrayList<>())
                        .add(new Recorded(
                                row.value2(), row.value3(), row.value4(), row.value5(), row.value6(), row.value7())));
        return stack.stream()
                .map(one -> new State(
                        one, catalogue.of(one.platform(), one.udi().pid()), recorded.getOrDefault(one.id(), List.of())))
                .toList();
    }

    private static int quantity(List<Recorded> rows) {
        return rows.stream().mapToInt(Recorded::quantity).sum();
    }

    private static int converted(List<Recorded> rows) {
        return rows.stream().mapToInt(Recorded::converted).sum();
    }
}
