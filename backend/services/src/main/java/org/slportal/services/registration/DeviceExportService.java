package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.RtuLevel;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.DeviceLines;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.services.csv.CsvText;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** Writes the devices of License Registration as CSV, a line for each switch, with the columns an import reads. */
@Service
public class DeviceExportService {

    private static final int PAGE = 500;

    private final DeviceReader devices;
    private final ChassisRepository chassis;
    private final RightToUseService rights;
    private final DeviceLines lines;

    DeviceExportService(DeviceReader devices, ChassisRepository chassis, RightToUseService rights, DeviceLines lines) {
        this.devices = devices;
        this.chassis = chassis;
        this.rights = rights;
        this.lines = lines;
    }

    /** What the list shows for this text, page by page, so that its length costs no memory. */
    public void write(Actor actor, SmartAccountId account, String text, OutputStream out) throws IOException {
        Condition listed = RegisteredDeviceService.listed(actor, account, text);
        // Not closed: the stream is the caller's.
        CsvText csv = CsvText.forExcel(out);
        List<String> head = new ArrayList<>(DeviceFile.COLUMNS.all());
        head.add("SKUs");
        head.add("Quantity Available");
        csv.row(head);
        LegacyDeviceId last = null;
        List<DeviceListItem> page;
        do {
            Condition next = last == null ? listed : listed.and(LEGACY_DEVICE.LEGACY_DEVICE_ID.gt(last));
            page = devices.fetch(account, next, PageQuery.first(PAGE, DeviceSort.ADDED));
            write(csv, account, page);
            last = page.isEmpty() ? null : page.getLast().id();
        } while (page.size() == PAGE);
        csv.flush();
    }

    private void write(CsvText csv, SmartAccountId account, List<DeviceListItem> page) {
        List<LegacyDeviceId> ids = new ArrayList<>();
        page.forEach(item -> {
            ids.add(item.id());
            item.members().forEach(member -> ids.add(member.id()));
        });
        Map<LegacyDeviceId, Chassis> all = chassis.all(ids).stream().collect(Collectors.toMap(Chassis::id, one -> one));
        Map<LegacyDeviceId, ChassisRights> known = rights.of(List.copyOf(all.values()));
        Map<LegacyDeviceId, List<TraditionalLineItem>> licenses = lines.of(account, ids);
        for (DeviceListItem item : page) {
            row(csv, item, item.id(), "", all, known, licenses);
            item.members()
                    .forEach(member -> row(csv, item, member.id(), item.udi().serialNumber(), all, known, licenses));
        }
    }

    private static void row(
            CsvText csv,
            DeviceListItem stack,
            LegacyDeviceId id,
            String active,
            Map<LegacyDeviceId, Chassis> all,
            Map<LegacyDeviceId, ChassisRights> known,
            Map<LegacyDeviceId, List<TraditionalLineItem>> licenses) {
        Chassis one = all.get(id);
        ChassisRights right = known.get(id);
        if (one == null || right == null) {
            // Removed since the page was read.
            return;
        }
        RtuLevel level = right.level();
        csv.row(
                one.family(),
                one.udi().pid(),
                one.udi().serialNumber(),
                // A member lies where its active switch lies; an import wants the cell empty.
                active.isEmpty() ? orEmpty(stack.virtualAccount()) : "",
                level == null ? "" : level.cliName(),
                right.accessPoints() == 0 ? null : right.accessPoints(),
                active,
                licenses.getOrDefault(id, List.of()).stream()
                        .filter(line -> line.available() > 0)
                        .map(line -> line.sku() + " (" + line.available() + ")")
                        .collect(Collectors.joining("; ")),
                one.available());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
