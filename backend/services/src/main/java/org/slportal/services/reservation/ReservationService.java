package org.slportal.services.reservation;

import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.reservation.ProofCode;
import org.slportal.domain.reservation.RequestCode;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.error.PortalException.Kind;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.inventory.Pools;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Reserves licences for devices that never call home, changes what they hold, and takes it back on the devices' own word. */
@Service
public class ReservationService {

    private final DSLContext sql;
    private final Transactions transactions;
    private final AccountService accounts;
    private final ReservationSettingsService settings;
    private final ReservationRecords records;
    private final ReservationLots lots;
    private final ReservationAlerts alerts;
    private final ReservationCodes codes;
    private final Pools pools;
    private final EventRecorder events;

    ReservationService(
            DSLContext sql,
            Transactions transactions,
            AccountService accounts,
            ReservationSettingsService settings,
            ReservationRecords records,
            ReservationLots lots,
            ReservationAlerts alerts,
            ReservationCodes codes,
            Pools pools,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.accounts = accounts;
        this.settings = settings;
        this.records = records;
        this.lots = lots;
        this.alerts = alerts;
        this.codes = codes;
        this.pools = pools;
        this.events = events;
    }

    /** Reads a request code and says whether this account may answer it, before anything is chosen. */
    public RequestCode check(Actor actor, VirtualAccountId pool, String requestCode) {
        SmartAccountId account = accounts.require(actor, Permission.MANAGE_LICENSES, pool);
        requireEnabled(account);
        RequestCode request = ReservationChecks.request(requestCode);
        ReservationRecords.Record known = records.byRequest(request);
        if (known != null) {
            throw used();
        }
        requireFree(request);
        return request;
    }

    /**
     * Answers a request code. The same request with the same licences again gets the same code and reserves nothing more.
     *
     * @param wanted of each licence at most once
     */
    public IssuedReservation reserve(
            Actor actor, VirtualAccountId pool, String requestCode, List<LicenseQuantity> wanted) {
        SmartAccountId account = accounts.require(actor, Permission.MANAGE_LICENSES, pool);
        requireEnabled(account);
        RequestCode request = ReservationChecks.request(requestCode);
        List<LicenseQuantity> clean = ReservationChecks.quantities(wanted);
        return unlessTaken(
                request,
                () -> transactions.write(() -> {
                    pools.lock(pool);
                    ReservationRecords.Record known = records.byRequest(request);
                    if (known != null) {
                        return repeated(known, pool, clean);
                    }
                    requireFree(request);
                    List<HeldLot> chosen = lots.choose(pool, clean, List.of());
                    ReservationChecks.kind(request.kind(), chosen);
                    pools.changeReserved(pool, ReservationLots.quantities(chosen));
                    String piid = UUID.randomUUID().toString();
                    IssuedReservation issued = codes.first(actor, account, pool, piid, request, chosen);
                    events.record(
                            actor,
                            ReservationEvents.of(
                                    EventCode.LICENSES_RESERVED,
                                    account,
                                    pool,
                                    piid,
                                    request,
                                    "licenses",
                                    ReservationEvents.words(chosen)));
                    pools.rebalance(actor, account, pool);
                    return issued;
                }));
    }

    /**
     * Gives out another code for a device. Until the device's confirmation code is entered it may go by either: the larger quantity of
     * each lot stays reserved.
     *
     * @param version as read with the licences that were edited
     */
    public IssuedReservation update(Actor actor, ReservationId id, List<LicenseQuantity> wanted, int version) {
        ReservationRecords.Record found = require(actor, Permission.MANAGE_LICENSES, id);
        List<LicenseQuantity> clean = ReservationChecks.quantities(wanted);
        return transactions.write(() -> {
            ReservationRecords.Record record = open(found);
            if (record.version() != version) {
                throw PortalException.stale();
            }
            if (records.sequence(id, "PENDING") > 0) {
                throw PortalException.of(Kind.CONFLICT, ErrorReason.RESERVATION_UPDATE_PENDING);
            }
            int current = records.sequence(id, "CURRENT");
            int next = records.lastSequence(id) + 1;
            if (!record.request().hasAuthorization(next)) {
                throw PortalException.of(Kind.REJECTED, ErrorReason.RESERVATION_TOO_OFTEN);
            }
            List<HeldLot> own = lots.of(id, current);
            List<HeldLot> kept =
                    own.stream().filter(lot -> lot.holdsOn(lots.today())).toList();
            List<HeldLot> chosen = lots.choose(record.pool(), clean, kept);
            ReservationChecks.kind(record.request().kind(), chosen);
            Map<LicenseLotId, Integer> before = ReservationLots.quantities(own);
            Map<LicenseLotId, Integer> after = ReservationLots.quantities(chosen);
            if (before.equals(after)) {
                throw PortalException.rejected("licenses", ErrorReason.RESERVATION_UNCHANGED);
            }
            pools.changeReserved(record.pool(), ReservationLots.change(before, ReservationLots.larger(before, after)));
            IssuedReservation issued = codes.update(actor, record, next, chosen);
            records.touch(id);
            boolean less = ReservationLots.total(chosen) < ReservationLots.total(own);
            events.record(
                    actor,
                    ReservationEvents.of(
                            less ? EventCode.RESERVATION_REDUCED : EventCode.RESERVATION_INCREASED,
                            record,
                            "licenses",
                            ReservationEvents.words(chosen)));
            pools.rebalance(actor, record.account(), record.pool());
            return issued;
        });
    }

    /** The device has installed the update: what it gave up is free from now on. */
    public void confirm(Actor actor, ReservationId id, String confirmationCode) {
        ReservationRecords.Record found = require(actor, Permission.MANAGE_LICENSES, id);
        ProofCode proof = ReservationChecks.proof(ProofCode.Kind.CONFIRMATION, confirmationCode);
        transactions.run(() -> {
            ReservationRecords.Record record = open(found);
            int pending = pending(id);
            if (!proof.proves(record.request(), pending)) {
                throw PortalException.rejected("code", ErrorReason.RESERVATION_CODE_NOT_FOR_THIS);
            }
            int current = records.sequence(id, "CURRENT");
            List<HeldLot> after = lots.of(id, pending);
            settle(record, current, pending, ReservationLots.quantities(after));
            records.mark(id, current, "SUPERSEDED");
            records.mark(id, pending, "CURRENT");
            records.touch(id);
            alerts.clear(id);
            events.record(
                    actor,
                    ReservationEvents.of(
                            EventCode.RESERVATION_CONFIRMED, record, "licenses", ReservationEvents.words(after)));
            pools.rebalance(actor, record.account(), record.pool());
        });
    }

    /** The update's code will not be installed. @param version as read when that was decided */
    public void cancelUpdate(Actor actor, ReservationId id, int version) {
        ReservationRecords.Record found = require(actor, Permission.MANAGE_LICENSES, id);
        transactions.run(() -> {
            ReservationRecords.Record record = open(found);
            if (record.version() != version) {
                throw PortalException.stale();
            }
            int pending = pending(id);
            int current = records.sequence(id, "CURRENT");
            settle(record, current, pending, ReservationLots.quantities(lots.of(id, current)));
            records.mark(id, pending, "CANCELLED");
            records.touch(id);
            events.record(actor, ReservationEvents.of(EventCode.RESERVATION_UPDATE_CANCELLED, record));
            pools.rebalance(actor, record.account(), record.pool());
        });
    }

    /** Takes the licences back on the device's return code. @return how many came back */
    public int giveBack(Actor actor, ReservationId id, String returnCode) {
        ReservationRecords.Record found = require(actor, Permission.MANAGE_LICENSES, id);
        ProofCode proof = ReservationChecks.proof(ProofCode.Kind.RETURN, returnCode);
        return transactions.write(() -> {
            ReservationRecords.Record record = open(found);
            int current = records.sequence(id, "CURRENT");
            int pending = records.sequence(id, "PENDING");
            // The update's confirmation gives away the former code's return code: with an update under way only its own
            // counts.
            if (!proof.proves(record.request(), pending > 0 ? pending : current)) {
                throw PortalException.rejected("code", ErrorReason.RESERVATION_CODE_NOT_FOR_THIS);
            }
            int released = settle(record, current, pending, Map.of());
            records.end(actor, id, "RETURNED");
            alerts.clear(id);
            alerts.returned(record.account(), record.pool(), id, record.device(), released);
            events.record(
                    actor,
                    ReservationEvents.of(
                            EventCode.RESERVATION_RETURNED, record, "quantity", Integer.toString(released)));
            pools.rebalance(actor, record.account(), record.pool());
            return released;
        });
    }

    /** Gives the licences of a device that can say nothing any more to its replacement, on the replacement's request code. */
    public IssuedReservation rehost(Actor actor, ReservationId failed, String requestCode) {
        ReservationRecords.Record found = require(actor, Permission.MANAGE_LICENSES, failed);
        requireEnabled(found.account());
        RequestCode request = ReservationChecks.request(requestCode);
        return unlessTaken(
                request,
                () -> transactions.write(() -> {
                    ReservationRecords.Record record = open(found);
                    if (records.byRequest(request) != null) {
                        throw used();
                    }
                    if (!request.udi().equals(record.request().udi())) {
                        requireFree(request);
                    }
                    int current = records.sequence(failed, "CURRENT");
                    List<HeldLot> moved = lots.of(failed, current);
                    if (moved.isEmpty()) {
                        throw PortalException.rejected("licenses", ErrorReason.RESERVATION_EMPTY);
                    }
                    ReservationChecks.kind(request.kind(), moved);
                    settle(record, current, records.sequence(failed, "PENDING"), ReservationLots.quantities(moved));
                    records.end(actor, failed, "REHOSTED");
                    alerts.clear(failed);
                    IssuedReservation issued = codes.first(
                            actor,
                            record.account(),
                            record.pool(),
                            UUID.randomUUID().toString(),
                            request,
                            moved);
                    events.record(
                            actor,
                            ReservationEvents.of(
                                    EventCode.RESERVATION_REHOSTED,
                                    record,
                                    "to",
                                    request.udi().asCli()));
                    pools.rebalance(actor, record.account(), record.pool());
                    return issued;
                }));
    }

    /** The last code that was given out, to be entered on the device once more. */
    public String authorizationCode(Actor actor, ReservationId id) {
        ReservationRecords.Record found = require(actor, Permission.MANAGE_LICENSES, id);
        if (found.isOver()) {
            throw PortalException.of(Kind.CONFLICT, ErrorReason.RESERVATION_OVER);
        }
        return transactions.write(() -> {
            int pending = records.sequence(id, "PENDING");
            events.record(actor, ReservationEvents.of(EventCode.RESERVATION_CODE_SHOWN, found));
            return records.code(id, pending > 0 ? pending : records.sequence(id, "CURRENT"));
        });
    }

    private void requireEnabled(SmartAccountId account) {
        if (!settings.isEnabled(account)) {
            throw PortalException.of(Kind.REJECTED, ErrorReason.RESERVATION_NOT_ENABLED);
        }
    }

    private ReservationRecords.Record require(Actor actor, Permission permission, ReservationId id) {
        ReservationRecords.Record record = records.find(id);
        if (record == null) {
            throw PortalException.notFound();
        }
        actor.require(permission, record.account(), record.pool());
        return record;
    }

    private ReservationRecords.Record open(ReservationRecords.Record found) {
        pools.lock(found.pool());
        ReservationRecords.Record record = records.locked(found.id(), found.pool());
        if (record.isOver()) {
            throw PortalException.of(Kind.CONFLICT, ErrorReason.RESERVATION_OVER);
        }
        return record;
    }

    private int pending(ReservationId id) {
        int pending = records.sequence(id, "PENDING");
        if (pending == 0) {
            throw PortalException.of(Kind.CONFLICT, ErrorReason.RESERVATION_NO_UPDATE);
        }
        return pending;
    }

    private void requireFree(RequestCode request) {
        if (records.openFor(request.udi()) != null) {
            throw PortalException.conflict(
                    "requestCode",
                    ErrorReason.RESERVATION_DEVICE_RESERVED,
                    request.udi().asCli());
        }
        boolean registered = sql.fetchExists(
                PRODUCT_INSTANCE,
                PRODUCT_INSTANCE
                        .UDI_SERIAL_NUMBER
                        .eq(request.udi().serialNumber())
                        .and(PRODUCT_INSTANCE.UDI_PID.eq(request.udi().pid())));
        if (registered) {
            throw PortalException.conflict(
                    "requestCode",
                    ErrorReason.RESERVATION_DEVICE_REGISTERED,
                    request.udi().asCli());
        }
    }

    private IssuedReservation repeated(
            ReservationRecords.Record known, VirtualAccountId pool, List<LicenseQuantity> wanted) {
        if (!known.pool().equals(pool) || known.isOver() || records.sequence(known.id(), "CURRENT") != 1) {
            throw used();
        }
        Map<LicenseId, Integer> given = new HashMap<>();
        lots.of(known.id(), 1).forEach(lot -> given.merge(lot.license(), lot.quantity(), Integer::sum));
        Map<LicenseId, Integer> asked =
                wanted.stream().collect(Collectors.toMap(LicenseQuantity::license, LicenseQuantity::quantity));
        if (!given.equals(asked)) {
            throw used();
        }
        return new IssuedReservation(known.id(), records.code(known.id(), 1));
    }

    private static PortalException used() {
        return PortalException.conflict("requestCode", ErrorReason.RESERVATION_REQUEST_USED);
    }

    /** Two who answer one request in different Virtual Accounts hold different guards: the second finds the unique key. */
    private static IssuedReservation unlessTaken(
            RequestCode request, java.util.function.Supplier<IssuedReservation> act) {
        try {
            return act.get();
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            if (Constraint.violated(e, "uq_reservation_request")) {
                throw used().causedBy(e);
            }
            if (Constraint.violated(e, "uq_reservation_open")) {
                throw PortalException.conflict(
                                "requestCode",
                                ErrorReason.RESERVATION_DEVICE_RESERVED,
                                request.udi().asCli())
                        .causedBy(e);
            }
            throw e;
        }
    }

    /** From what both codes hold to what is given. @param pending 0: none @return how many were set free */
    private int settle(ReservationRecords.Record record, int current, int pending, Map<LicenseLotId, Integer> after) {
        Map<LicenseLotId, Integer> before = ReservationLots.quantities(lots.of(record.id(), current));
        if (pending > 0) {
            before = ReservationLots.larger(before, ReservationLots.quantities(lots.of(record.id(), pending)));
        }
        Map<LicenseLotId, Integer> change = ReservationLots.change(before, after);
        pools.changeReserved(record.pool(), change);
        return -change.values().stream().mapToInt(Integer::intValue).sum();
    }
}
