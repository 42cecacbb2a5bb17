package org.slportal.services.reservation;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.RESERVATION;
import static org.slportal.db.jooq.Tables.RESERVATION_CODE;
import static org.slportal.db.jooq.Tables.RESERVATION_LINE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.reservation.ReservationKind;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** Reservations as administrators list and open them, and what can be reserved. */
@Service
public class ReservationListing {

    private static final Field<Integer> LICENSES =
            DSL.field(DSL.select(DSL.coalesce(DSL.sum(RESERVATION_LINE.QUANTITY), DSL.inline(0))
                            .cast(Integer.class))
                    .from(RESERVATION_LINE)
                    .join(RESERVATION_CODE)
                    .on(RESERVATION_CODE
                            .RESERVATION_ID
                            .eq(RESERVATION_LINE.RESERVATION_ID)
                            .and(RESERVATION_CODE.SEQUENCE.eq(RESERVATION_LINE.SEQUENCE)))
                    .where(RESERVATION_LINE
                            .RESERVATION_ID
                            .eq(RESERVATION.RESERVATION_ID)
                            .and(RESERVATION_CODE.STATE.eq("CURRENT"))
                            .and(RESERVATION_LINE.EXPIRED.isFalse())));

    private static final Condition PENDING = DSL.exists(DSL.selectOne()
            .from(RESERVATION_CODE)
            .where(RESERVATION_CODE.PENDING_MARKER.eq(RESERVATION.RESERVATION_ID.cast(Long.class))));

    private final DSLContext sql;
    private final AccountService accounts;
    private final ReservationLots lots;

    ReservationListing(DSLContext sql, AccountService accounts, ReservationLots lots) {
        this.sql = sql;
        this.accounts = accounts;
        this.lots = lots;
    }

    /** @param all also those that are over */
    public List<ReservationListItem> list(
            Actor actor, VirtualAccountId pool, PageQuery<ReservationSort> query, String text, boolean all) {
        accounts.require(actor, Permission.VIEW, pool);
        Field<?> field = switch (query.sort()) {
            case CREATED -> RESERVATION.CREATED_AT;
            case DEVICE -> RESERVATION.UDI_SERIAL_NUMBER;
        };
        return sql.select(
                        RESERVATION.RESERVATION_ID,
                        RESERVATION.SMART_ACCOUNT_ID,
                        RESERVATION.VIRTUAL_ACCOUNT_ID,
                        RESERVATION.UDI_PID,
                        RESERVATION.UDI_SERIAL_NUMBER,
                        RESERVATION.KIND,
                        RESERVATION.STATE,
                        DSL.field(PENDING),
                        LICENSES,
                        RESERVATION.CREATED_BY,
                        RESERVATION.CREATED_AT,
                        RESERVATION.VERSION)
                .from(RESERVATION)
                .where(matching(pool, text, all))
                .orderBy(query.ascending() ? field.asc() : field.desc(), RESERVATION.RESERVATION_ID.desc())
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> new ReservationListItem(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        new Udi(row.value4(), row.value5()),
                        ReservationKind.valueOf(row.value6()),
                        row.value8() && row.value7().equals("RESERVED")
                                ? ReservationState.UPDATE_PENDING
                                : ReservationState.valueOf(row.value7()),
                        row.value9(),
                        row.value10(),
                        row.value11(),
                        row.value12()));
    }

    public BoundedCount count(Actor actor, VirtualAccountId pool, String text, boolean all) {
        accounts.require(actor, Permission.VIEW, pool);
        return BoundedCounts.of(sql, RESERVATION, matching(pool, text, all));
    }

    /** Licences by their tags, also such as the Virtual Account has none of; unknown tags are left out. */
    public Map<String, LicenseId> byTag(Collection<String> tags) {
        return sql.select(LICENSE.ENTITLEMENT_TAG, LICENSE.LICENSE_ID)
                .from(LICENSE)
                .where(LICENSE.ENTITLEMENT_TAG.in(tags))
                .fetchMap(LICENSE.ENTITLEMENT_TAG, LICENSE.LICENSE_ID);
    }

    /** The open reservation of this device in the Virtual Account. */
    public Optional<ReservationId> openFor(Actor actor, VirtualAccountId pool, Udi udi) {
        accounts.require(actor, Permission.VIEW, pool);
        return sql.select(RESERVATION.RESERVATION_ID)
                .from(RESERVATION)
                .where(RESERVATION
                        .OPEN_UDI
                        .eq(udi.pid() + ":" + udi.serialNumber())
                        .and(RESERVATION.VIRTUAL_ACCOUNT_ID.eq(pool)))
                .fetchOptional(RESERVATION.RESERVATION_ID);
    }

    /** Which of these devices hold reserved licences in the Virtual Account. */
    public Set<Udi> reserved(Actor actor, VirtualAccountId pool, Collection<Udi> devices) {
        accounts.require(actor, Permission.VIEW, pool);
        if (devices.isEmpty()) {
            return Set.of();
        }
        return sql.select(RESERVATION.UDI_PID, RESERVATION.UDI_SERIAL_NUMBER)
                .from(RESERVATION)
                .where(RESERVATION
                        .OPEN_UDI
                        .in(devices.stream()
                                .map(udi -> udi.pid() + ":" + udi.serialNumber())
                                .toList())
                        .and(RESERVATION.VIRTUAL_ACCOUNT_ID.eq(pool)))
                .fetchSet(row -> new Udi(row.value1(), row.value2()));
    }

    public ReservationDetail detail(Actor actor, ReservationId id) {
        var row = sql.select(
                        RESERVATION.SMART_ACCOUNT_ID,
                        RESERVATION.VIRTUAL_ACCOUNT_ID,
                        RESERVATION.UDI_PID,
                        RESERVATION.UDI_SERIAL_NUMBER,
                        RESERVATION.KIND,
                        RESERVATION.STATE,
                        DSL.field(PENDING),
                        LICENSES,
                        RESERVATION.CREATED_BY,
                        RESERVATION.CREATED_AT,
                        RESERVATION.VERSION,
                        RESERVATION.PIID,
                        RESERVATION.REQUEST_CODE)
                .from(RESERVATION)
                .where(RESERVATION.RESERVATION_ID.eq(id))
                .fetchOne();
        if (row == null) {
            throw PortalException.notFound();
        }
        actor.require(Permission.VIEW, row.value1(), row.value2());
        boolean over = !row.value6().equals("RESERVED");
        ReservationState state =
                row.value7() && !over ? ReservationState.UPDATE_PENDING : ReservationState.valueOf(row.value6());
        ReservationListItem item = new ReservationListItem(
                id,
                row.value1(),
                row.value2(),
                new Udi(row.value3(), row.value4()),
                ReservationKind.valueOf(row.value5()),
                state,
                row.value8(),
                row.value9(),
                row.value10(),
                row.value11());
        return new ReservationDetail(item, row.value12(), row.value13(), over ? List.of() : licenses(id, state));
    }

    private record Grant(
            LicenseId license,
            String name,
            org.slportal.domain.license.LicenseTerm term,
            @Nullable LocalDate endsOn,
            boolean expired,
            int current,
            int pending) {}

    private List<ReservedLicense> licenses(ReservationId id, ReservationState state) {
        Map<LicenseLotId, Grant> grants = new LinkedHashMap<>();
        sql.select(
                        LICENSE_LOT.LICENSE_LOT_ID,
                        LICENSE.LICENSE_ID,
                        LICENSE.NAME,
                        LICENSE_LOT.LICENSE_TERM,
                        LICENSE_LOT.ENDS_ON,
                        RESERVATION_LINE.EXPIRED,
                        RESERVATION_LINE.QUANTITY,
                        RESERVATION_CODE.STATE)
                .from(RESERVATION_LINE)
                .join(RESERVATION_CODE)
                .on(RESERVATION_CODE
                        .RESERVATION_ID
                        .eq(RESERVATION_LINE.RESERVATION_ID)
                        .and(RESERVATION_CODE.SEQUENCE.eq(RESERVATION_LINE.SEQUENCE)))
                .join(LICENSE_LOT)
                .on(LICENSE_LOT.LICENSE_LOT_ID.eq(RESERVATION_LINE.LICENSE_LOT_ID))
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_LOT.LICENSE_ID))
                .where(RESERVATION_LINE.RESERVATION_ID.eq(id).and(RESERVATION_CODE.STATE.in("CURRENT", "PENDING")))
                .orderBy(LICENSE.NAME, LICENSE_LOT.LICENSE_LOT_ID)
                .forEach(row -> {
                    boolean current = row.value8().equals("CURRENT");
                    grants.merge(
                            row.value1(),
                            new Grant(
                                    row.value2(),
                                    row.value3(),
                                    row.value4(),
                                    row.value5(),
                                    row.value6(),
                                    current ? row.value7() : 0,
                                    current ? 0 : row.value7()),
                            (a, b) -> new Grant(
                                    a.license(),
                                    a.name(),
                                    a.term(),
                                    a.endsOn(),
                                    a.expired(),
                                    a.current() + b.current(),
                                    a.pending() + b.pending()));
                });
        return grants.values().stream()
                .map(each -> new ReservedLicense(
                        each.license(),
                        each.name(),
                        each.term(),
                        each.endsOn(),
                        each.current(),
                        state == ReservationState.UPDATE_PENDING ? each.pending() : each.current(),
                        each.expired()))
                .toList();
    }

    /**
     * What can be reserved in the Virtual Account, by name.
     *
     * @param updated the reservation whose device keeps what it has; null for a new one
     */
    public List<ReservableLicense> reservable(
            Actor actor, VirtualAccountId pool, ReservationKind kind, @Nullable ReservationId updated) {
        accounts.require(actor, Permission.MANAGE_LICENSES, pool);
        Map<LicenseId, List<HeldLot>> own = new HashMap<>();
        if (updated != null) {
            ReservationDetail detail = detail(actor, updated);
            if (!detail.item().pool().equals(pool)) {
                throw PortalException.notFound();
            }
            Integer current = sql.select(RESERVATION_CODE.SEQUENCE)
                    .from(RESERVATION_CODE)
                    .where(RESERVATION_CODE.RESERVATION_ID.eq(updated).and(RESERVATION_CODE.STATE.eq("CURRENT")))
                    .fetchOne(RESERVATION_CODE.SEQUENCE);
            if (current != null) {
                own.putAll(ReservationLots.byLicense(lots.of(updated, current)));
            }
        }
        List<LicenseId> licenses = new ArrayList<>(sql.select(LICENSE_POOL.LICENSE_ID)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_POOL.BALANCE.gt(0)))
                .fetch(LICENSE_POOL.LICENSE_ID));
        licenses.addAll(own.keySet());
        Map<LicenseId, List<HeldLot>> free = lots.free(pool, licenses);
        Map<LicenseId, Integer> balances = lots.balances(pool, licenses);
        return licenses.stream()
                .distinct()
                .map(license -> reservable(
                        license,
                        free.getOrDefault(license, List.of()),
                        own.getOrDefault(license, List.of()),
                        balances.getOrDefault(license, 0)))
                .flatMap(Optional::stream)
                .filter(license -> license.universal() == (kind == ReservationKind.UNIVERSAL))
                .sorted(Comparator.comparing(ReservableLicense::name))
                .toList();
    }

    private static Optional<ReservableLicense> reservable(
            LicenseId license, List<HeldLot> free, List<HeldLot> own, int balance) {
        int surplus = Math.min(Math.max(0, balance), ReservationLots.total(free));
        List<HeldLot> first = new ArrayList<>(own.isEmpty() ? free : own);
        first.sort(HeldLot.LONGEST_TERM_FIRST);
        int held = ReservationLots.total(own);
        return first.isEmpty() || surplus + held == 0
                ? Optional.empty()
                : Optional.of(new ReservableLicense(
                        license,
                        first.getFirst().name(),
                        first.getFirst().tag(),
                        surplus,
                        held,
                        first.getFirst().endsOn(),
                        ReservationChecks.isUniversal(first.getFirst().name())));
    }

    private static Condition matching(VirtualAccountId pool, String text, boolean all) {
        Condition condition = RESERVATION.VIRTUAL_ACCOUNT_ID.eq(pool);
        if (!all) {
            condition = condition.and(RESERVATION.STATE.eq("RESERVED"));
        }
        String part = text.strip();
        return part.isEmpty()
                ? condition
                : condition.and(RESERVATION
                        .UDI_SERIAL_NUMBER
                        .containsIgnoreCase(part)
                        .or(RESERVATION.UDI_PID.containsIgnoreCase(part)));
    }
}
