package org.slportal.agent.cli;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.cli.show.BootReport;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.SyslogMessage;

/** Saving, reloading and handing over. */
final class SystemCommands {

    private static final String STARTUP = "startup-config";
    private static final String RUNNING = "running-config";

    private SystemCommands() {}

    static void addTo(CommandTree privileged) {
        privileged
                .add("write", "Write running configuration to memory, network, or terminal", SystemCommands::write)
                .add("write memory", "Write to NV memory", SystemCommands::write)
                .add("write erase", "Erase NV memory", SystemCommands::erase)
                .help("copy", "Copy from one file to another")
                .help("copy running-config", "Copy from current system configuration")
                .add("copy running-config startup-config", "Copy to startup configuration", SystemCommands::saveAs)
                .help("copy startup-config", "Copy from startup configuration")
                .add(
                        "copy startup-config running-config",
                        "Update (merge with) current system configuration",
                        SystemCommands::merge)
                .help("erase", "Erase a filesystem")
                .add("erase startup-config", "Erase contents of configuration memory", SystemCommands::erase)
                .add("reload", "Halt and perform a cold restart", SystemCommands::reload)
                .help("reload in", "Reload after a time interval")
                .add("reload in <time>", "Delay before reload (mmm or hhh:mm)", SystemCommands::reloadIn)
                .add("reload cancel", "Cancel pending reload", SystemCommands::cancel)
                .help("redundancy", "Redundancy Facility exec commands")
                .add("redundancy force-switchover", "Force the standby to take over", SystemCommands::switchOver);
    }

    private static void write(Invocation in) {
        device(in).save();
        in.print("Building configuration...");
        in.print("[OK]");
    }

    private static void saveAs(Invocation in) {
        String name = in.session().interaction().ask("Destination filename [" + STARTUP + "]? ", false);
        if (name != null && !name.isBlank() && !name.strip().equals(STARTUP)) {
            in.print("%Error opening nvram:" + name.strip() + " (Not a typewriter)");
            return;
        }
        write(in);
    }

    private static void merge(Invocation in) {
        in.session().interaction().ask("Destination filename [" + RUNNING + "]? ", false);
        CliSession loader = CliSession.loader(device(in));
        List<String> lines = device(in).config().startup().orElse(List.of());
        lines.forEach(loader::execute);
        int bytes = lines.stream().mapToInt(line -> line.length() + 1).sum();
        in.print(bytes + " bytes copied in 0.012 secs (" + bytes * 1000L / 12 + " bytes/sec)");
    }

    private static void erase(Invocation in) {
        boolean sure = in.session()
                .interaction()
                .confirm("Erasing the nvram filesystem will remove all configuration files! Continue? [confirm]");
        if (sure) {
            device(in).erase();
            in.print("[OK]");
            in.print("Erase of nvram: complete");
        }
    }

    /** Asks what is to be asked; false if someone thought better of it. */
    private static boolean mayReload(Invocation in, String announcement) {
        Boolean saved = offerToSave(in);
        return saved != null
                && in.session()
                        .interaction()
                        .confirm((saved ? "Building configuration...\n[OK]\n" : "") + announcement
                                + "Proceed with reload? [confirm]");
    }

    /** Whether it was saved just now; null if there is nobody to say. */
    private static @Nullable Boolean offerToSave(Invocation in) {
        SimulatedSwitch device = device(in);
        if (device.isSaved()) {
            return false;
        }
        Boolean save = in.session().interaction().yesOrNo("System configuration has been modified. Save? [yes/no]: ");
        if (save != null && save) {
            device.save();
        }
        return save;
    }

    private static void reload(Invocation in) {
        if (!mayReload(in, "")) {
            return;
        }
        SimulatedSwitch device = device(in);
        if (in.session().isEnded()) {
            return; // someone else was faster
        }
        device.syslog()
                .log(new SyslogMessage(
                        "SYS",
                        5,
                        "RELOAD",
                        "Reload requested by " + in.session().who() + ". Reload Reason: Reload Command."));
        device.reload();
        if (!in.session().isRemote()) {
            in.print(BootReport.lines(device));
        }
    }

    private static void reloadIn(Invocation in) {
        Duration delay = delay(in.argument("time"));
        if (delay == null) {
            in.print(List.of("% Invalid time: mmm or hhh:mm is expected.", ""));
            return;
        }
        boolean sure = mayReload(
                in,
                BootReport.scheduled(device(in), delay) + " by " + in.session().who()
                        + "\nReload reason: Reload Command\n");
        if (sure) {
            device(in).reloadIn(delay);
        }
    }

    private static @Nullable Duration delay(String text) {
        if (text.matches("\\d{1,3}")) {
            return Duration.ofMinutes(Integer.parseInt(text));
        }
        if (text.matches("\\d{1,3}:\\d{2}")) {
            String[] parts = text.split(":", -1);
            return Duration.ofHours(Integer.parseInt(parts[0])).plusMinutes(Integer.parseInt(parts[1]));
        }
        return null;
    }

    private static void cancel(Invocation in) {
        in.print(
                device(in).cancelReload()
                        ? List.of("", "***", "*** --- SHUTDOWN ABORTED ---", "***", "")
                        : List.of("%There is no pending reload", ""));
    }

    private static void switchOver(Invocation in) {
        SimulatedSwitch device = device(in);
        if (device.hardware().standbyUnit().isEmpty()) {
            in.print(List.of("No standby is available: the switchover is not possible.", ""));
            return;
        }
        if (offerToSave(in) == null) {
            return;
        }
        if (in.session().interaction().confirm("Proceed with switchover to standby RP? [confirm]")) {
            device.switchOver();
        }
    }

    private static SimulatedSwitch device(Invocation in) {
        return in.session().device();
    }
}
