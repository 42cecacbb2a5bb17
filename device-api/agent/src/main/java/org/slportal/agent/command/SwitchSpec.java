package org.slportal.agent.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.engine.EngineSettings;
import org.slportal.agent.legacy.LegacyChassis;
import org.slportal.agent.platform.Chassis;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.Platform;
import org.slportal.agent.platform.PlatformCatalogue;
import org.slportal.agent.platform.SoftwareVersion;
import org.slportal.domain.device.Udi;

/**
 * A switch as the command line describes it: {@code name=acc-krk-01,pid=C9300-24P,sn=FCW2145L0AB,ssh=2201,features=network-advantage}.
 *
 * @param ssh port; 0 for any free one
 * @param restconf port of its HTTPS server; none without one
 * @param features joined with a plus sign on the command line
 * @param legacy one entry for each member
 * @param settings of the licensing software
 */
record SwitchSpec(
        String name,
        Hardware hardware,
        int ssh,
        OptionalInt restconf,
        List<String> features,
        List<LegacyChassis> legacy,
        EngineSettings settings) {

    private static final Set<String> KEYS =
            Set.of("name", "pid", "sn", "ssh", "restconf", "version", "features", "members", "legacy", "ooc-retry");

    static SwitchSpec parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length != 2 || !KEYS.contains(parts[0].strip())) {
                throw new UsageException(
                        "--switch takes name=,pid=,sn=,ssh=,restconf=,version=,features=,members=,legacy=,ooc-retry=; not understood: "
                                + pair);
            }
            values.put(parts[0].strip(), parts[1].strip());
        }
        String name = values.getOrDefault("name", "Switch");
        if (!name.matches("[A-Za-z][A-Za-z0-9._-]{0,62}")) {
            throw new UsageException("Not a host name: " + name);
        }
        List<Chassis> members = new ArrayList<>();
        members.add(chassis(required(values, "pid", text), required(values, "sn", text)));
        for (String member : split(values.getOrDefault("members", ""))) {
            String[] parts = member.split(":", 2);
            if (parts.length != 2) {
                throw new UsageException("members= takes PID:SN, joined with +; not understood: " + member);
            }
            members.add(chassis(parts[0], parts[1]));
        }
        Hardware hardware = new Hardware(members)
                .running(version(values.get("version"), members.getFirst().platform()));
        return new SwitchSpec(
                name,
                hardware,
                port(values.getOrDefault("ssh", "0")),
                values.containsKey("restconf")
                        ? OptionalInt.of(port(required(values, "restconf", text)))
                        : OptionalInt.empty(),
                split(values.getOrDefault("features", "")),
                LegacySpec.parse(values.get("legacy"), hardware),
                EngineSettings.STANDARD.withOutOfComplianceRetry(retry(values.getOrDefault("ooc-retry", "24"))));
    }

    /** Before its first release a model had another method of licensing, which is not simulated. */
    private static SoftwareVersion version(@Nullable String number, Platform platform) {
        SoftwareVersion first = platform.firstRelease();
        return number == null
                ? first
                : SoftwareVersion.find(number)
                        .filter(found -> found.compareTo(first) >= 0)
                        .orElseThrow(() -> new UsageException("No such version of a " + platform.pid() + ": " + number
                                + ". Smart Licensing is its only method from " + first.number() + " on. Known: "
                                + first.numbersFromHere()));
    }

    /** The commands of a switch's first start. */
    List<String> factoryCommands(String url) {
        List<String> commands = new ArrayList<>();
        commands.add("hostname " + name);
        commands.add("service call-home");
        commands.add("call-home");
        commands.add("profile CiscoTAC-1");
        commands.add("destination address http " + url);
        commands.add("reporting smart-licensing-data");
        commands.add("active");
        commands.add("exit");
        commands.add("exit");
        commands.addAll(licenseCommands());
        return commands;
    }

    private List<String> licenseCommands() {
        List<String> commands = new ArrayList<>();
        if (hardware.platform().topology().isSwitch()) {
            String level = features.stream()
                    .filter(feature -> !feature.startsWith("dna-"))
                    .findFirst()
                    .orElse("");
            String addon = features.stream()
                    .filter(feature -> feature.startsWith("dna-"))
                    .findFirst()
                    .map(feature -> " addon " + feature)
                    .orElse("");
            if (!level.isEmpty()) {
                commands.add("license boot level " + level + addon);
            }
            return commands;
        }
        for (String feature : features) {
            if (feature.equals("hseck9")) {
                commands.add("license feature hseck9");
            } else if (feature.startsWith("throughput-")) {
                commands.add("platform hardware throughput level " + feature.substring("throughput-".length()));
            } else if (feature.contains("-")) {
                commands.add("license boot level " + feature.substring(0, feature.indexOf('-')));
                commands.add("platform hardware throughput level MB " + feature.substring(feature.indexOf('-') + 1));
            } else {
                commands.add("license boot level " + feature);
            }
        }
        return commands;
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split("\\+"));
    }

    private static Chassis chassis(String pid, String serialNumber) {
        Platform platform = PlatformCatalogue.bundled()
                .find(pid)
                .orElseThrow(() -> new UsageException("No such model: " + pid + ". Known: "
                        + PlatformCatalogue.bundled().platforms().stream()
                                .map(Platform::pid)
                                .collect(Collectors.joining(", "))));
        try {
            return new Chassis(platform, new Udi(pid, serialNumber));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String required(Map<String, String> values, String key, String text) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw new UsageException("--switch needs " + key + "=: " + text);
        }
        return value;
    }

    private static Duration retry(String hours) {
        if (!hours.matches("\\d{1,3}") || Integer.parseInt(hours) < 1 || Integer.parseInt(hours) > 720) {
            throw new UsageException("ooc-retry= takes hours from 1 to 720: " + hours);
        }
        return Duration.ofHours(Integer.parseInt(hours));
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new UsageException("Not a port: " + text);
        }
        return Integer.parseInt(text);
    }
}
