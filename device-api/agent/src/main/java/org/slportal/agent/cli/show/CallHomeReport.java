package org.slportal.agent.cli.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slportal.agent.config.CallHomeProfile;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.device.SimulatedSwitch;

/** {@code show call-home …}. */
public final class CallHomeReport {

    private CallHomeReport() {}

    public static List<String> smartLicensing(SimulatedSwitch device) {
        DeviceConfig config = device.config().current();
        Optional<CallHomeProfile> profile =
                config.profiles().stream().filter(CallHomeProfile::licensing).findFirst();
        List<String> lines = new ArrayList<>();
        lines.add("Current smart-licensing transport settings:");
        lines.add(" Smart-license messages: " + (config.licensingProfile().isPresent() ? "enabled" : "disabled"));
        profile.ifPresent(carrier -> {
            lines.add(" Profile: " + carrier.name() + " (status: " + (carrier.active() ? "ACTIVE" : "INACTIVE") + ")");
            lines.add(" Destination  URL(s):  " + String.join(" ", carrier.addresses()));
        });
        lines.add("");
        return lines;
    }

    /** {@code show call-home}. */
    public static List<String> settings(SimulatedSwitch device) {
        DeviceConfig config = device.config().current();
        DeviceConfig.HttpProxy proxy = config.httpProxy();
        List<String> lines = new ArrayList<>(List.of(
                "Current call home settings:",
                "    call home feature : " + (config.callHomeService() ? "enable" : "disable"),
                "    call home message's from address: Not yet set up",
                "    call home message's reply-to address: Not yet set up",
                "",
                "    vrf for call-home messages: Not yet set up",
                "",
                "    contact person's email address: " + config.contactEmail(),
                "",
                "    contact person's phone number: Not yet set up",
                "    street address: Not yet set up",
                "    customer ID: Not yet set up",
                "    contract ID: Not yet set up",
                "    site ID: Not yet set up",
                "",
                "    source ip address: Not yet set up",
                "    source interface: Not yet set up",
                "    Mail-server: Not yet set up",
                "    http proxy: " + (proxy == null ? "Not yet set up" : proxy.host() + ":" + proxy.port()),
                "",
                "    Smart licensing messages: " + (config.licensingProfile().isPresent() ? "enabled" : "disabled"),
                "",
                "Profiles:"));
        config.profiles()
                .forEach(profile -> lines.add("    Profile Name: " + profile.name() + " (status: "
                        + (profile.active() ? "ACTIVE" : "INACTIVE") + ")"));
        lines.add("");
        return lines;
    }

    public static List<String> allProfiles(SimulatedSwitch device) {
        List<String> lines = new ArrayList<>();
        device.config().current().profiles().forEach(profile -> lines.addAll(described(profile)));
        return lines;
    }

    public static List<String> profile(SimulatedSwitch device, String name) {
        return device.config()
                .current()
                .profile(name)
                .map(CallHomeReport::described)
                .orElse(List.of("% Profile " + name + " does not exist", ""));
    }

    private static List<String> described(CallHomeProfile profile) {
        List<String> data = new ArrayList<>();
        if (profile.callHomeData()) {
            data.add("Smart Call Home");
        }
        if (profile.licensing()) {
            data.add("Smart Licensing");
        }
        List<String> lines = new ArrayList<>(List.of(
                "",
                "Profile Name: " + profile.name(),
                "    Profile status: " + (profile.active() ? "ACTIVE" : "INACTIVE"),
                "    Profile mode: Full Reporting",
                "    Reporting Data: " + (data.isEmpty() ? "None" : String.join(", ", data)),
                "    Preferred Message Format: xml",
                "    Message Size Limit: " + profile.sizeLimit() + " Bytes",
                "    Transport Method: http"));
        if (profile.addresses().isEmpty()) {
            lines.add("    HTTP  address(es): Not yet set up");
        } else {
            lines.add("    HTTP  address(es): " + profile.addresses().getFirst());
            profile.addresses().stream().skip(1).forEach(address -> lines.add("                       " + address));
        }
        lines.addAll(List.of(
                "    Other address(es): default",
                "",
                "    Periodic configuration info message is scheduled every 1 day of the month at 09:15",
                "",
                "    Periodic inventory info message is scheduled every 1 day of the month at 09:00",
                "",
                "    Alert-group               Severity",
                "    ------------------------  ------------",
                "    crash                     debug",
                "    diagnostic                minor",
                "    environment               warning",
                "    inventory                 normal",
                "",
                "    Syslog-Pattern            Severity",
                "    ------------------------  ------------",
                "    APF-.-WLC_.*              warning",
                "    .*                        major",
                ""));
        return lines;
    }
}
