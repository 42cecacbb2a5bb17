package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.csv.CsvTable;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.registration.PlannedDevice.PlannedRight;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Devices by the file: first a check that tells every problem by its line, then all of it or nothing. Columns are Product Family,
 * Product ID, Serial Number and, if wanted, Virtual Account, RTU Level, AP Count and Stack Serial Number.
 */
@Service
public class DeviceImportService {

    /** Names of the columns, as a file's first line must give them. */
    public static final List<String> REQUIRED_COLUMNS = DeviceFile.COLUMNS.required();

    public static final List<String> OPTIONAL_COLUMNS = DeviceFile.COLUMNS
            .all()
            .subList(REQUIRED_COLUMNS.size(), DeviceFile.COLUMNS.all().size());

    private static final int CHUNK = 500;
    private static final int ATTEMPTS = 3;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AccountService accounts;
    private final ChassisRepository chassis;
    private final EventRecorder events;
    private final ApplicationEventPublisher publisher;

    DeviceImportService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            AccountService accounts,
            ChassisRepository chassis,
            EventRecorder events,
            ApplicationEventPublisher publisher) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.chassis = chassis;
        this.events = events;
        this.publisher = publisher;
    }

    private record Planned(DeviceImport answer, List<PlannedDevice> devices) {}

    /** What {@link #run} would do now, without doing it. @param file UTF-8 */
    public DeviceImport check(Actor actor, SmartAccountId account, byte[] file) {
        return transactions.read(() -> plan(actor, account, file)).answer();
    }

    /** Imports the file unless it has a problem. */
    public DeviceImport run(Actor actor, SmartAccountId account, byte[] file) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.write(() -> {
                    Planned planned = plan(actor, account, file);
                    return planned.answer().isClean() ? carryOut(actor, account, planned) : planned.answer();
                });
            } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
                // Somebody added one of these devices meanwhile: the next plan tells which line.
                if (attempt == ATTEMPTS || !ChassisRepository.isKnownUdi(e)) {
                    throw e;
                }
            }
        }
    }

    private Planned plan(Actor actor, SmartAccountId account, byte[] file) {
        actor.requireAnywhere(Permission.MANAGE_LICENSES, account);
        CsvTable table = DeviceFile.table(file);
        Map<String, VirtualAccountId> pools = new HashMap<>();
        accounts.virtualAccounts(actor, account).stream()
                .filter(pool -> actor.may(Permission.MANAGE_LICENSES, account, pool.id()))
                .forEach(pool -> pools.put(pool.name().toLowerCase(Locale.ROOT), pool.id()));
        DeviceFile lines = new DeviceFile(
                DevicePlatforms.read(sql),
                RightsToUse.read(sql),
                pools,
                actor.may(Permission.MANAGE_LICENSES, account, null));
        List<PlannedDevice> devices = new DeviceImportPlan(actor, account, chassis, lines.read(table)).plan();
        return new Planned(
                new DeviceImport(
                        table.problems(),
                        table.problemCount(),
                        table.unknownColumns(),
                        devices.size(),
                        devices.stream().mapToInt(PlannedDevice::held).sum(),
                        false),
                devices);
    }

    private DeviceImport carryOut(Actor actor, SmartAccountId account, Planned planned) {
        Map<LegacyDeviceId, @Nullable VirtualAccountId> knownHeads = lockHeads(account, planned.devices());
        List<PlannedDevice> devices = planned.devices().stream()
                .map(device -> inPlace(device, knownHeads))
                .toList();
        Instant now = clock.instant();
        List<PlannedDevice> heads =
                devices.stream().filter(device -> device.head() == null).toList();
        List<PlannedDevice> members =
                devices.stream().filter(device -> device.head() != null).toList();
        // Active switches first: members name them.
        chunks(heads).forEach(chunk -> insert(account, chunk, Map.of(), now));
        Map<Udi, LegacyDeviceId> ids = new HashMap<>(ids(account, heads));
        chunks(members).forEach(chunk -> insert(account, chunk, ids, now));
        ids.putAll(ids(account, members));
        chunks(devices.stream().filter(device -> device.held() > 0).toList())
                .forEach(chunk -> insertRights(chunk, ids));
        chunks(devices).forEach(chunk -> events.recordAll(actor, told(account, chunk)));
        List<LegacyDeviceId> assigned = devices.stream()
                .filter(device -> device.pool() != null)
                .map(device -> id(ids, device.udi()))
                .toList();
        if (!assigned.isEmpty()) {
            publisher.publishEvent(new DevicesAssigned(account, assigned));
        }
        DeviceImport answer = planned.answer();
        return new DeviceImport(answer.problems(), 0, answer.unknownColumns(), answer.devices(), answer.rights(), true);
    }

    /** Registered stacks that get members: locked in order of id, and where they lie now. */
    private Map<LegacyDeviceId, @Nullable VirtualAccountId> lockHeads(
            SmartAccountId account, List<PlannedDevice> devices) {
        Map<LegacyDeviceId, @Nullable VirtualAccountId> heads = new HashMap<>();
        List<LegacyDeviceId> named = devices.stream()
                .flatMap(device -> Stream.ofNullable(device.knownHead()))
                .distinct()
                .toList();
        if (!named.isEmpty()) {
            sql.select(LEGACY_DEVICE.LEGACY_DEVICE_ID, LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID)
                    .from(LEGACY_DEVICE)
                    .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.in(named).and(LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account)))
                    .orderBy(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                    .forUpdate()
                    .forEach(row -> heads.put(row.value1(), row.value2()));
            Map<LegacyDeviceId, Integer> sizes = chassis.sizes(named);
            devices.forEach(device -> {
                LegacyDeviceId head = device.knownHead();
                if (head != null) {
                    sizes.merge(head, 1, Integer::sum);
                }
            });
            if (sizes.values().stream().anyMatch(size -> size > DeviceRegistrationService.MAX_STACK)) {
                throw PortalException.stale();
            }
        }
        return heads;
    }

    private static PlannedDevice inPlace(
            PlannedDevice device, Map<LegacyDeviceId, @Nullable VirtualAccountId> knownHeads) {
        LegacyDeviceId head = device.knownHead();
        if (head == null) {
            return device;
        }
        if (!knownHeads.containsKey(head)) {
            throw PortalException.stale();
        }
        return new PlannedDevice(
                device.udi(), device.platform(), knownHeads.get(head), device.rights(), device.head(), head);
    }

    private void insert(
            SmartAccountId account, List<PlannedDevice> devices, Map<Udi, LegacyDeviceId> heads, Instant now) {
        var insert = sql.insertInto(
                LEGACY_DEVICE,
                LEGACY_DEVICE.SMART_ACCOUNT_ID,
                LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID,
                LEGACY_DEVICE.ASSIGNED_AT,
                LEGACY_DEVICE.PLATFORM_ID,
                LEGACY_DEVICE.UDI_PID,
                LEGACY_DEVICE.UDI_SERIAL_NUMBER,
                LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID,
                LEGACY_DEVICE.ORIGIN,
                LEGACY_DEVICE.HELD,
                LEGACY_DEVICE.AVAILABLE,
                LEGACY_DEVICE.CREATED_AT);
        for (PlannedDevice device : devices) {
            Udi head = device.head();
            LegacyDeviceId known = device.knownHead();
            insert = insert.values(
                    account,
                    device.pool(),
                    device.pool() == null ? null : now,
                    device.platform().id(),
                    device.udi().pid(),
                    device.udi().serialNumber(),
                    known != null || head == null ? known : id(heads, head),
                    ChassisRepository.Origin.FILE.name(),
                    // Its licences follow in this transaction: what a summary of them would say.
                    device.held(),
                    device.held(),
                    now);
        }
        insert.execute();
    }

    private Map<Udi, LegacyDeviceId> ids(SmartAccountId account, List<PlannedDevice> devices) {
        Map<Udi, LegacyDeviceId> ids = new HashMap<>();
        chunks(devices)
                .forEach(chunk -> sql.select(
                                LEGACY_DEVICE.UDI_PID, LEGACY_DEVICE.UDI_SERIAL_NUMBER, LEGACY_DEVICE.LEGACY_DEVICE_ID)
                        .from(LEGACY_DEVICE)
                        .where(LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account))
                        .and(LEGACY_DEVICE.UDI_SERIAL_NUMBER.in(chunk.stream()
                                .map(device -> device.udi().serialNumber())
                                .toList()))
                        .forEach(row -> ids.put(new Udi(row.value1(), row.value2()), row.value3())));
        return ids;
    }

    private void insertRights(List<PlannedDevice> devices, Map<Udi, LegacyDeviceId> ids) {
        var insert = sql.insertInto(
                LEGACY_LICENSE,
                LEGACY_LICENSE.LEGACY_DEVICE_ID,
                LEGACY_LICENSE.SKU_ID,
                LEGACY_LICENSE.LICENSE_FORM,
                LEGACY_LICENSE.QUANTITY);
        for (PlannedDevice device : devices) {
            for (PlannedRight right : device.rights()) {
                insert = insert.values(id(ids, device.udi()), right.right().sku(), "RTU", right.quantity());
            }
        }
        insert.execute();
    }

    private static List<NewEvent> told(SmartAccountId account, List<PlannedDevice> devices) {
        List<NewEvent> told = new ArrayList<>();
        for (PlannedDevice device : devices) {
            told.add(DeviceRegistrationService.added(
                    account, device.pool(), device.udi(), device.platform().family()));
            device.rights()
                    .forEach(right -> told.add(NewEvent.done(
                            EventCode.RTU_RECORDED,
                            account,
                            device.pool(),
                            "device",
                            device.udi().asCli(),
                            "quantity",
                            Integer.toString(right.quantity()),
                            "sku",
                            right.right().skuCode())));
        }
        return told;
    }

    private static LegacyDeviceId id(Map<Udi, LegacyDeviceId> ids, Udi udi) {
        return Objects.requireNonNull(ids.get(udi), "A device just inserted has an id");
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            chunks.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
        }
        return chunks;
    }
}
