package org.slportal.agent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slportal.agent.cli.show.BootReport;
import org.slportal.agent.cli.show.CallHomeReport;
import org.slportal.agent.cli.show.ConversionReport;
import org.slportal.agent.cli.show.HardwareReport;
import org.slportal.agent.cli.show.InterfaceReport;
import org.slportal.agent.cli.show.LicenseReport;
import org.slportal.agent.cli.show.PkiReport;
import org.slportal.agent.cli.show.ReservationReport;
import org.slportal.agent.cli.show.SystemReport;
import org.slportal.agent.cli.show.TechSupportReport;
import org.slportal.agent.cli.show.VersionReport;
import org.slportal.agent.config.RunningConfigText;
import org.slportal.agent.device.SimulatedSwitch;

/** {@code show …}. */
final class ShowCommands {

    private ShowCommands() {}

    static void addTo(CommandTree user, CommandTree privileged) {
        for (CommandTree tree : List.of(user, privileged)) {
            tree.help("show", "Show running system information").help("show license", "Show license information");
            show(tree, "license summary", "Show license summary", LicenseReport::summary);
            show(tree, "license status", "Show license status information", LicenseReport::status);
            show(tree, "license all", "Show license all information", LicenseReport::all);
            show(tree, "license usage", "Show license usage information", LicenseReport::usage);
            show(tree, "license udi", "Show license udi information", LicenseReport::udi);
            show(tree, "license eventlog", "Show license eventlog", LicenseReport::eventLog);
            tree.add(
                    "show license eventlog <days:0-365>",
                    "Number of days",
                    in -> in.print(
                            LicenseReport.eventLog(in.session().device(), Integer.parseInt(in.argument("days")))));
            show(tree, "license reservation", "Show license reservation information", ReservationReport::reservation);
            show(tree, "license tech-support", "Show license tech support information", TechSupportReport::techSupport);
            tree.help("show license data", "Show license data information")
                    .help("show license right-to-use", "Show right-to-use license information");
            show(tree, "license data conversion", "Show license conversion data", ConversionReport::data);
            show(tree, "license right-to-use summary", "Show right-to-use summary", ConversionReport::rightToUse);
            tree.help("show license right-to-use slot", "One switch of the stack")
                    .add(
                            "show license right-to-use slot <slot:1-9>",
                            "Switch number",
                            in -> in.print(ConversionReport.rightToUse(
                                    in.session().device(), Integer.parseInt(in.argument("slot")))));
            show(tree, "version", "System hardware and software status", VersionReport::version);
            show(tree, "inventory", "Show the physical inventory", HardwareReport::inventory);
            show(tree, "switch", "Show the members of the stack", HardwareReport::members);
            show(tree, "switch virtual", "Virtual switch information", HardwareReport::virtualPair);
            show(tree, "redundancy", "Redundancy Facility information", HardwareReport::redundancy);
            show(tree, "platform", "Platform information", HardwareReport::platform);
            show(tree, "clock", "Display the system clock", SystemReport::clock);
            show(tree, "clock detail", "Display detailed information", SystemReport::clockDetail);
            show(tree, "vlan", "VTP VLAN status", InterfaceReport::vlans);
            show(tree, "vlan brief", "VTP all VLAN status in brief", InterfaceReport::vlans);
            tree.help("show ip", "IP information").help("show ip interface", "IP interface status");
            show(tree, "ip interface brief", "Brief summary of IP status", InterfaceReport::brief);
            tree.add(
                    "show history",
                    "Display the session command history",
                    in -> in.session().history().forEach(line -> in.print("  " + line)));
            tree.add(
                    "show privilege",
                    "Show current privilege level",
                    in -> in.print("Current privilege level is " + (in.session().mode() == Mode.USER_EXEC ? 1 : 15)));
        }
        privileged
                .help("show call-home", "Show command for call home")
                .help("show call-home profile", "Call-home profile");
        show(privileged, "call-home smart-licensing", "Smart licensing settings", CallHomeReport::smartLicensing);
        show(privileged, "call-home profile all", "Display all profiles", CallHomeReport::allProfiles);
        privileged.add(
                "show call-home profile <name>",
                "Name of the profile",
                in -> in.print(CallHomeReport.profile(in.session().device(), in.argument("name"))));
        show(privileged, "call-home", "Settings of call home", CallHomeReport::settings);
        privileged
                .help("show tech-support", "System information for Tech-Support")
                .help("show startup-config", "Contents of startup configuration");
        show(
                privileged,
                "tech-support license",
                "License information for Tech-Support",
                TechSupportReport::techSupport);
        show(privileged, "startup-config", "Contents of startup configuration", ShowCommands::startup);
        privileged.help("show crypto", "Encryption module").help("show crypto pki", "Show PKI");
        show(privileged, "crypto pki certificates", "Show certificates", PkiReport::certificates);
        show(privileged, "reload", "Scheduled reload information", BootReport::pending);
        show(privileged, "logging", "Show the contents of logging buffers", SystemReport::logging);
        show(privileged, "running-config", "Current operating configuration", ShowCommands::runningConfig);
        show(privileged, "running-config all", "Configuration with defaults", ShowCommands::withDefaults);
    }

    private static void show(
            CommandTree tree, String what, String help, Function<SimulatedSwitch, List<String>> report) {
        tree.add("show " + what, help, in -> in.print(report.apply(in.session().device())));
    }

    private static List<String> startup(SimulatedSwitch device) {
        return device.config()
                .startup()
                .map(lines -> {
                    int bytes =
                            lines.stream().mapToInt(line -> line.length() + 1).sum();
                    List<String> shown = new ArrayList<>();
                    shown.add("Using " + bytes + " out of 2097152 bytes");
                    shown.addAll(lines);
                    return shown;
                })
                .orElse(List.of("startup-config is not present", ""));
    }

    private static List<String> withDefaults(SimulatedSwitch device) {
        return RunningConfigText.shownWithDefaults(
                device.config().current(), device.hardware(), device.config().changedAt());
    }

    private static List<String> runningConfig(SimulatedSwitch device) {
        return RunningConfigText.shown(
                device.config().current(), device.hardware(), device.config().changedAt());
    }
}
