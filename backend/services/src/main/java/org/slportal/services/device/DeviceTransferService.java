package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Pools;
import org.springframework.stereotype.Service;

/** Moves product instances, with the licences they use, to another Virtual Account of the same Smart Account. */
@Service
public class DeviceTransferService {

    private static final Permission PERMISSION = Permission.MANAGE_PRODUCT_INSTANCES;

    private final DSLContext sql;
    private final Transactions transactions;
    private final AccountService accounts;
    private final DeviceLocator locator;
    private final DeviceForecast forecast;
    private final Pools pools;
    private final List<DeviceMove> moves;
    private final EventRecorder events;

    DeviceTransferService(
            DSLContext sql,
            Transactions transactions,
            AccountService accounts,
            DeviceLocator locator,
            DeviceForecast forecast,
            Pools pools,
            List<DeviceMove> moves,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.accounts = accounts;
        this.locator = locator;
        this.forecast = forecast;
        this.pools = pools;
        this.moves = List.copyOf(moves);
        this.events = events;
    }

    /** A device and where it goes, both allowed. */
    private record Planned(LocatedDevice device, VirtualAccountId target) {}

    /** Every Virtual Account the move touches, the sources first. */
    public List<PoolOutlook> preview(Actor actor, Collection<ProductInstanceId> devices, VirtualAccountId target) {
        List<Planned> planned = plan(
                actor,
                devices.stream()
                        .map(device -> new TransferDevice(device, target))
                        .toList());
        return transactions.read(() -> {
            List<PoolOutlook> outlooks = new ArrayList<>();
            planned.stream()
                    .map(plan -> plan.device().pool())
                    .distinct()
                    .forEach(source -> outlooks.add(forecast.of(source, List.of(), leaving(planned, source))));
            outlooks.add(forecast.of(
                    target, planned.stream().map(plan -> plan.device().id()).toList(), List.of()));
            return outlooks;
        });
    }

    private static List<ProductInstanceId> leaving(List<Planned> planned, VirtualAccountId source) {
        return planned.stream()
                .filter(plan -> plan.device().pool().equals(source))
                .map(plan -> plan.device().id())
                .toList();
    }

    /** All of them or none. Who transfers needs the right in the Virtual Accounts on both sides. */
    public DevicesChanged transfer(Actor actor, Collection<TransferDevice> asked) {
        List<Planned> planned = plan(actor, asked);
        return transactions.write(() -> {
            // 1. The guards in order of id, then the devices' rows.
            Set<VirtualAccountId> touched = new TreeSet<>(Comparator.comparingLong(VirtualAccountId::value));
            planned.forEach(plan -> {
                touched.add(plan.device().pool());
                touched.add(plan.target());
            });
            touched.forEach(pools::lock);
            locator.lock(planned.stream().map(Planned::device).toList());

            // 2. Device by device.
            Map<VirtualAccountId, String> names = names(touched);
            int licenses = 0;
            for (Planned plan : planned) {
                licenses += move(actor, plan.device(), plan.target(), names);
            }

            // 3. What that means for everybody else there.
            SmartAccountId account = planned.getFirst().device().account();
            touched.forEach(pool -> pools.rebalance(actor, account, pool));
            return new DevicesChanged(planned.size(), licenses);
        });
    }

    /** The device of this Virtual Account that a client names by its UDI. */
    public ProductInstanceId find(
            Actor actor,
            SmartAccountId account,
            @Nullable VirtualAccountId pool,
            Udi udi,
            @Nullable String softwareId) {
        LocatedDevice found = locator.find(account, pool, udi, softwareId);
        if (found == null) {
            throw PortalException.notFound();
        }
        actor.require(Permission.VIEW, account, found.pool());
        return found.id();
    }

    private List<Planned> plan(Actor actor, Collection<TransferDevice> asked) {
        Map<ProductInstanceId, VirtualAccountId> targets = new HashMap<>();
        asked.forEach(one -> targets.put(one.device(), one.target()));
        List<LocatedDevice> devices = locator.require(actor, PERMISSION, targets.keySet());
        SmartAccountId account = devices.getFirst().account();
        for (VirtualAccountId target : Set.copyOf(targets.values())) {
            // Between Smart Accounts nothing moves: there the target is unknown.
            if (!accounts.require(actor, PERMISSION, target).equals(account)) {
                throw PortalException.notFound();
            }
        }
        List<Planned> planned = new ArrayList<>();
        for (LocatedDevice device : devices) {
            VirtualAccountId target = java.util.Objects.requireNonNull(targets.get(device.id()));
            if (device.pool().equals(target)) {
                throw PortalException.conflict("target", ErrorReason.DEVICE_ALREADY_THERE, device.name());
            }
            planned.add(new Planned(device, target));
        }
        return planned;
    }

    /**
     * Moves one device whose row and both guards are locked; rebalance both afterwards.
     *
     * @return how many licences went with it
     */
    int move(Actor actor, LocatedDevice device, VirtualAccountId target, Map<VirtualAccountId, String> names) {
        VirtualAccountId source = device.pool();
        Map<LicenseId, Integer> use = forecast.use(List.of(device.id()));
        Map<LicenseId, Integer> leaving = new HashMap<>();
        use.forEach((license, quantity) -> leaving.put(license, -quantity));
        pools.ensure(device.account(), target, use.keySet());
        sql.update(CONSUMPTION)
                .set(CONSUMPTION.VIRTUAL_ACCOUNT_ID, target)
                .where(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(device.id()))
                .execute();
        pools.changeUse(source, leaving);
        pools.changeUse(target, use);
        sql.update(PRODUCT_INSTANCE)
                .set(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID, target)
                .set(PRODUCT_INSTANCE.VERSION, PRODUCT_INSTANCE.VERSION.plus(1))
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device.id()))
                .execute();
        moves.forEach(move -> move.moved(actor, device.account(), device.id(), source, target));
        int licenses = use.values().stream().mapToInt(Integer::intValue).sum();
        for (VirtualAccountId side : List.of(source, target)) {
            events.record(
                    actor,
                    NewEvent.done(
                                    EventCode.DEVICE_TRANSFERRED,
                                    device.account(),
                                    side,
                                    "device",
                                    device.name(),
                                    "from",
                                    names.getOrDefault(source, ""),
                                    "to",
                                    names.getOrDefault(target, ""),
                                    "quantity",
                                    Integer.toString(licenses))
                            .aboutDevice(device.piid()));
        }
        return licenses;
    }

    Map<VirtualAccountId, String> names(Collection<VirtualAccountId> of) {
        return sql.select(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID, VIRTUAL_ACCOUNT.NAME)
                .from(VIRTUAL_ACCOUNT)
                .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.in(of))
                .fetchMap(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID, VIRTUAL_ACCOUNT.NAME);
    }
}
