package org.slportal.agent.legacy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.nvram.NvramException;
import org.slportal.agent.platform.Chassis;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.LegacyMethod;
import org.slportal.protocol.ConversionLine;
import org.slportal.protocol.DeviceConversion;
import org.slportal.protocol.Sudi;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The legacy licences of a device, member by member, as one JSON file of the NVRAM. */
public final class LegacyStore {

    private static final String NAME = "legacy-licenses";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Nvram nvram;
    private final Hardware hardware;
    private volatile List<LegacyChassis> members;

    /**
     * Goes on where the device was.
     *
     * @param factory of the first start, one for each member; later starts use what NVRAM holds
     */
    public LegacyStore(Nvram nvram, Hardware hardware, List<LegacyChassis> factory) {
        this.nvram = nvram;
        this.hardware = hardware;
        List<LegacyChassis> stored = nvram.read(NAME).map(LegacyStore::parse).orElse(factory);
        List<LegacyChassis> started = new ArrayList<>();
        for (int i = 0; i < hardware.members().size(); i++) {
            started.add(
                    i < stored.size()
                            ? stored.get(i)
                            : LegacyChassis.factory(hardware.members().get(i).platform()));
        }
        members = List.copyOf(started);
        save(members);
    }

    /** Power off and on: the levels accepted before are in use now. */
    public synchronized void powerCycle() {
        List<LegacyChassis> started =
                members.stream().map(LegacyChassis::started).toList();
        save(started);
        members = started;
    }

    /** In the order of the hardware's members. */
    public List<LegacyChassis> members() {
        return members;
    }

    /** Accepts a right-to-use level for one member, to be used from the next start on. */
    public synchronized void activate(int member, String level) {
        List<LegacyChassis> changed = new ArrayList<>(members);
        changed.set(member, changed.get(member).activated(level));
        save(changed);
        members = List.copyOf(changed);
    }

    /** What the device reports of itself when it converts, one entry for each member. */
    public List<DeviceConversion> report() {
        List<LegacyChassis> current = members;
        List<DeviceConversion> report = new ArrayList<>();
        for (int i = 0; i < current.size(); i++) {
            Chassis chassis = hardware.members().get(i);
            String type = chassis.platform().legacy() == LegacyMethod.RTU ? ConversionLine.RTU : ConversionLine.PAK;
            report.add(new DeviceConversion(
                    Sudi.of(chassis.udi()),
                    chassis.platform().softwareId(),
                    current.get(i).held().stream()
                            .map(license ->
                                    new ConversionLine(type, ConversionLine.PLAIN, license.name(), license.count()))
                            .toList()));
        }
        return report;
    }

    private void save(List<LegacyChassis> changed) {
        nvram.write(NAME, JSON.writeValueAsString(changed).getBytes(StandardCharsets.UTF_8));
    }

    private static List<LegacyChassis> parse(byte[] json) {
        try {
            return List.of(JSON.readValue(json, LegacyChassis[].class));
        } catch (JacksonException e) {
            throw new NvramException(
                    "The legacy licences in NVRAM cannot be read; remove them to start as from the factory", e);
        }
    }
}
