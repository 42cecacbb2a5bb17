package org.slportal.agent.cli.show;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.ConversionStage;
import org.slportal.agent.engine.DeviceTime;
import org.slportal.agent.engine.LicensingState.Conversion;
import org.slportal.agent.legacy.LegacyChassis;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.LegacyMethod;
import org.slportal.domain.device.Udi;
import org.slportal.protocol.ConversionLine;
import org.slportal.protocol.DeviceConversion;
import tools.jackson.databind.json.JsonMapper;

/** What the terminal shows of legacy licences and of their conversion. */
public final class ConversionReport {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RULE = "  -----------------------------------------------";

    private ConversionReport() {}

    /** The {@code License Conversion:} block; nothing on models that cannot convert. */
    static List<String> block(SimulatedSwitch device) {
        if (!isConvertible(device)) {
            return List.of();
        }
        Conversion conversion = device.agent().state().conversion();
        List<String> lines = new ArrayList<>();
        lines.add("License Conversion:");
        lines.add("  Automatic Conversion Enabled: False");
        lines.add("  Status: " + words(conversion.stage(), conversion.since()));
        if (conversion.failureReason() != null) {
            lines.add("  Failure Reason: " + conversion.failureReason());
        }
        if (device.hardware().members().size() > 1) {
            for (Conversion.Member member : conversion.members()) {
                lines.add("    " + role(device.hardware(), member.udi())
                        + member.udi().asCli() + ": " + words(member.stage(), conversion.since())
                        + (member.failureReason() == null ? "" : " (" + member.failureReason() + ")"));
            }
        }
        lines.add("");
        return lines;
    }

    private static String role(Hardware hardware, Udi udi) {
        for (int i = 0; i < hardware.members().size(); i++) {
            if (hardware.members().get(i).udi().equals(udi)) {
                return hardware.role(i) + ": ";
            }
        }
        return "";
    }

    private static String words(ConversionStage stage, @Nullable Instant since) {
        boolean dated = stage == ConversionStage.SUCCESSFUL || stage == ConversionStage.FAILED;
        return stage.words() + (dated && since != null ? " on " + DeviceTime.stamp(since) : "");
    }

    static boolean isConvertible(SimulatedSwitch device) {
        return device.hardware().platform().legacy().isConvertible();
    }

    /** {@code show license data conversion}: what would be reported, as JSON. */
    public static List<String> data(SimulatedSwitch device) {
        if (!isConvertible(device)) {
            return List.of("License conversion is not supported on this platform", "");
        }
        List<Map<String, Object>> list = new ArrayList<>();
        for (DeviceConversion conversion : device.legacy().report()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            Map<String, Object> sudi = new LinkedHashMap<>();
            sudi.put("udi_pid", conversion.sudi().udiPid());
            sudi.put("udi_serial_number", conversion.sudi().udiSerialNumber());
            entry.put("sudi", sudi);
            entry.put(
                    "software_tag_identifier",
                    conversion.softwareTagIdentifier().value());
            entry.put(
                    "conversion_lines",
                    conversion.conversionLines().stream()
                            .map(ConversionReport::line)
                            .toList());
            list.add(entry);
        }
        List<String> lines = new ArrayList<>(JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(list)
                .lines()
                .toList());
        lines.add("");
        return lines;
    }

    private static Map<String, Object> line(ConversionLine line) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("conversion_type", line.conversionType());
        entry.put("conversion_encoding_type", line.conversionEncodingType());
        entry.put("conversion_string", line.conversionString());
        entry.put("conversion_count", line.conversionCount());
        return entry;
    }

    /** {@code show license right-to-use summary}: of the active switch. */
    public static List<String> rightToUse(SimulatedSwitch device) {
        return rightToUse(device, 1);
    }

    /** {@code show license right-to-use slot}. */
    public static List<String> rightToUse(SimulatedSwitch device, int slot) {
        if (device.hardware().platform().legacy() != LegacyMethod.RTU) {
            return List.of("Right-to-use licenses are not supported on this platform", "");
        }
        if (slot > device.hardware().members().size()) {
            return List.of("% Switch " + slot + " is not a member of the stack.", "");
        }
        LegacyChassis chassis = device.legacy().members().get(slot - 1);
        List<String> lines = new ArrayList<>();
        lines.add(row("License Name", "Type", "Period left"));
        lines.add(RULE);
        if (chassis.levelOnReboot() != null) {
            lines.add(row(chassis.levelOnReboot(), "permanent", "Lifetime"));
        }
        if (chassis.accessPoints() > 0) {
            lines.add(row(LegacyChassis.ACCESS_POINTS, "adder", "Lifetime"));
        }
        lines.add(RULE);
        lines.add("");
        lines.add("License Level In Use: " + (chassis.levelInUse() == null ? "none" : chassis.levelInUse()));
        lines.add("License Level on Reboot: "
                + (chassis.levelOnReboot() == null ? "none" : chassis.levelOnReboot() + " eula accepted"));
        lines.add("Total AP Count Licenses: " + chassis.accessPoints());
        lines.add("");
        return lines;
    }

    private static String row(String name, String type, String period) {
        return String.format("  %-15s %-12s %s", name, type, period);
    }
}
