package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.springframework.stereotype.Component;

/** Reads the traditional licences of devices, for callers that have checked who may see them. */
@Component
public class DeviceLines {

    private final DeviceLicenseSource licenses;
    private final ConversionAct act;

    DeviceLines(DeviceLicenseSource licenses, ConversionAct act) {
        this.licenses = licenses;
        this.act = act;
    }

    /** Of all these devices in one query; by device, in the order the licences came. A device without licences is missing. */
    public Map<LegacyDeviceId, List<TraditionalLineItem>> of(
            SmartAccountId account, Collection<LegacyDeviceId> devices) {
        if (devices.isEmpty()) {
            return Map.of();
        }
        return licenses
                .read(LEGACY_LICENSE.LEGACY_DEVICE_ID.in(devices).and(LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account)))
                .stream()
                .collect(Collectors.groupingBy(
                        line -> new LegacyDeviceId(line.container()),
                        LinkedHashMap::new,
                        Collectors.mapping(line -> line.item(act.today()), Collectors.toList())));
    }
}
