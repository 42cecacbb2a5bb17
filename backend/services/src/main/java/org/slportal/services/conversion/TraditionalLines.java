package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK_LINE;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.springframework.stereotype.Component;

/** Lines as their lists show them, for other features. The caller has checked what the reader may see. */
@Component
public class TraditionalLines {

    private final PakLineSource paks;
    private final DeviceLicenseSource devices;
    private final ConversionAct act;

    TraditionalLines(PakLineSource paks, DeviceLicenseSource devices, ConversionAct act) {
        this.paks = paks;
        this.devices = devices;
        this.act = act;
    }

    /** A line and the Virtual Account of its PAK or device, empty while it has none. */
    public record Placed(TraditionalLineItem item, Optional<VirtualAccountId> pool) {}

    /** Empty for a line of another account. */
    public Optional<Placed> find(SmartAccountId account, TraditionalLineId line) {
        return act.read(account, List.of(line)).stream()
                .map(found -> new Placed(found.item(act.today()), Optional.ofNullable(found.pool())))
                .findFirst();
    }

    /** In one query. */
    public Map<PakId, List<TraditionalLineItem>> ofPaks(Collection<PakId> ids) {
        return paks.read(PAK_LINE.PAK_ID.in(ids)).stream()
                .collect(Collectors.groupingBy(
                        line -> new PakId(line.container()),
                        Collectors.mapping(line -> line.item(act.today()), Collectors.toList())));
    }

    /** In one query. */
    public Map<LegacyDeviceId, List<TraditionalLineItem>> ofDevices(Collection<LegacyDeviceId> ids) {
        return devices.read(LEGACY_LICENSE.LEGACY_DEVICE_ID.in(ids)).stream()
                .collect(Collectors.groupingBy(
                        line -> new LegacyDeviceId(line.container()),
                        Collectors.mapping(line -> line.item(act.today()), Collectors.toList())));
    }
}
