package org.slportal.services.registration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.ClaimedRight;
import org.slportal.domain.conversion.RightToUsePolicy;
import org.slportal.domain.conversion.RtuLevel;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.csv.CsvColumns;
import org.slportal.services.csv.CsvLimits;
import org.slportal.services.csv.CsvRow;
import org.slportal.services.csv.CsvTable;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.registration.PlannedDevice.PlannedRight;

/** Reads a file of devices line by line, against the catalogue and the person's Virtual Accounts; what is registered comes later. */
final class DeviceFile {

    static final String FAMILY = "Product Family";
    static final String PRODUCT_ID = "Product ID";
    static final String SERIAL_NUMBER = "Serial Number";
    static final String POOL = "Virtual Account";
    static final String LEVEL = "RTU Level";
    static final String ACCESS_POINTS = "AP Count";
    static final String STACK = "Stack Serial Number";

    static final CsvColumns COLUMNS =
            CsvColumns.required(FAMILY, PRODUCT_ID, SERIAL_NUMBER).optional(POOL, LEVEL, ACCESS_POINTS, STACK);

    /** One act holds them in one transaction. */
    private static final CsvLimits LIMITS = new CsvLimits(10 * 1024 * 1024, 50_000);

    private static final int MAX_TEXT = 120;
    private static final int MAX_COUNT = 100_000;

    /** A line with what is sound about it. @param stack serial number of the active switch; empty for a switch of its own */
    record Line(
            CsvRow row,
            Udi udi,
            DevicePlatform platform,
            String poolName,
            @Nullable VirtualAccountId pool,
            List<PlannedRight> rights,
            String stack) {}

    private final DevicePlatforms platforms;
    private final RightsToUse rights;
    private final Map<String, VirtualAccountId> pools;
    private final boolean mayLeaveUnassigned;

    /** @param pools by lower-case name: those the person may manage */
    DeviceFile(
            DevicePlatforms platforms,
            RightsToUse rights,
            Map<String, VirtualAccountId> pools,
            boolean mayLeaveUnassigned) {
        this.platforms = platforms;
        this.rights = rights;
        this.pools = pools;
        this.mayLeaveUnassigned = mayLeaveUnassigned;
    }

    static CsvTable table(byte[] file) {
        return CsvTable.read(file, COLUMNS, LIMITS);
    }

    /** By UDI; what is wrong is told by the table. */
    Map<Udi, Line> read(CsvTable table) {
        Map<Udi, Line> lines = new LinkedHashMap<>();
        Map<Udi, Long> first = new HashMap<>();
        for (CsvRow row : table.rows()) {
            Line line = line(row);
            if (line == null) {
                continue;
            }
            Long earlier = first.putIfAbsent(line.udi(), row.line());
            if (earlier != null) {
                row.problem(SERIAL_NUMBER, ErrorReason.DEVICE_TWICE, earlier);
            } else if (row.isSound()) {
                lines.put(line.udi(), line);
            }
        }
        return lines;
    }

    private @Nullable Line line(CsvRow row) {
        String family = row.required(FAMILY, MAX_TEXT);
        String pid = row.required(PRODUCT_ID, MAX_TEXT);
        String serial = row.required(SERIAL_NUMBER, MAX_TEXT);
        if (!row.isSound()) {
            return null;
        }
        Udi udi;
        DevicePlatform platform;
        try {
            udi = DevicePlatforms.udi(pid, serial);
            platform = platforms.require(family, udi);
        } catch (PortalException refusal) {
            row.problem(column(refusal.field()), refusal.reason(), refusal.arguments());
            return null;
        }
        String stack = row.text(STACK, MAX_TEXT).toUpperCase(Locale.ROOT);
        boolean ownSwitch = stack.isEmpty() || stack.equals(udi.serialNumber());
        String poolName = row.text(POOL, MAX_TEXT);
        return new Line(
                row,
                udi,
                platform,
                poolName,
                pool(row, poolName, ownSwitch),
                rights(row, udi, platform),
                ownSwitch ? "" : stack);
    }

    private static String column(@Nullable String field) {
        return switch (field) {
            case DevicePlatforms.FAMILY -> FAMILY;
            case DevicePlatforms.PRODUCT_ID -> PRODUCT_ID;
            case null, default -> SERIAL_NUMBER;
        };
    }

    private @Nullable VirtualAccountId pool(CsvRow row, String name, boolean ownSwitch) {
        if (name.isEmpty()) {
            if (ownSwitch && !mayLeaveUnassigned) {
                row.problem(POOL, ErrorReason.REQUIRED);
            }
            return null;
        }
        VirtualAccountId pool = pools.get(name.toLowerCase(Locale.ROOT));
        if (pool == null) {
            row.problem(POOL, ErrorReason.DEVICE_POOL_UNKNOWN, name);
        }
        return pool;
    }

    private List<PlannedRight> rights(CsvRow row, Udi udi, DevicePlatform platform) {
        Map<String, RightsToUse.Right> known = rights.of(platform.id(), udi.pid());
        List<PlannedRight> planned = new ArrayList<>();
        if (!row.raw(LEVEL).isBlank()) {
            RtuLevel level = row.choice(LEVEL, RtuLevel.class);
            if (row.isSound()) {
                right(row, LEVEL, level.cliName(), 1, known, udi, platform, planned);
            }
        }
        Integer count = row.optionalInteger(ACCESS_POINTS, 0, MAX_COUNT);
        if (count != null && count > 0) {
            right(row, ACCESS_POINTS, RightsToUse.ACCESS_POINTS, count, known, udi, platform, planned);
        }
        return planned;
    }

    private static void right(
            CsvRow row,
            String column,
            String name,
            int count,
            Map<String, RightsToUse.Right> known,
            Udi udi,
            DevicePlatform platform,
            List<PlannedRight> planned) {
        RightsToUse.Right right = known.get(name);
        var refusal = RightToUsePolicy.refusal(
                new ClaimedRight(name, count, platform.rightToUse(), right == null ? null : right.maxCount(), true, 0));
        if (refusal.isPresent()) {
            row.problem(
                    column,
                    RightToUseRefusals.reason(refusal.get().reason()),
                    RightToUseRefusals.arguments(refusal.get(), name, platform.family(), udi));
        } else if (right != null) {
            planned.add(new PlannedRight(right, count));
        }
    }
}
