package org.slportal.agent.cli;

import java.util.List;
import org.slportal.agent.config.EnableSecret;

/** The terminal's own commands: getting in, out and about. */
final class ExecCommands {

    private static final int PASSWORD_TRIES = 3;

    private ExecCommands() {}

    static void addTo(CommandTree user, CommandTree privileged) {
        for (CommandTree tree : List.of(user, privileged)) {
            tree.add("enable", "Turn on privileged commands", in -> enable(in.session(), in.out()))
                    .add("exit", "Exit from the EXEC", in -> in.session().end())
                    .add("logout", "Exit from the EXEC", in -> in.session().end())
                    .add("quit", "Exit from the EXEC", in -> in.session().end())
                    .help("terminal", "Set terminal line parameters")
                    .help("terminal length", "Set number of lines on a screen")
                    .help("terminal width", "Set width of the display terminal")
                    .help("terminal no", "Negate a command or set its defaults")
                    .add(
                            "terminal length <lines:0-512>",
                            "Number of lines on screen (0 for no pausing)",
                            in -> in.session().terminalLength(Integer.parseInt(in.argument("lines"))))
                    .add("terminal width <columns:0-512>", "Number of characters on a screen line", in -> {})
                    .add(
                            "terminal monitor",
                            "Copy debug output to the current terminal line",
                            in -> in.session().monitor(true))
                    .add(
                            "terminal no monitor",
                            "Copy debug output to the current terminal line",
                            in -> in.session().monitor(false));
        }
        privileged
                .add(
                        "disable",
                        "Turn off privileged commands",
                        in -> in.session().enter(Mode.USER_EXEC))
                .help("configure", "Enter configuration mode")
                .add("configure terminal", "Configure from the terminal", in -> {
                    in.print("Enter configuration commands, one per line.  End with CNTL/Z.");
                    in.session().enter(Mode.CONFIG);
                })
                .add("write", "Write running configuration to memory, network, or terminal", ExecCommands::write)
                .add("write memory", "Write to NV memory", ExecCommands::write)
                .help("copy", "Copy from one file to another")
                .help("copy running-config", "Copy from current system configuration")
                .add("copy running-config startup-config", "Copy to startup configuration", ExecCommands::copy);
    }

    private static void enable(CliSession session, List<String> out) {
        if (session.mode() == Mode.PRIVILEGED_EXEC) {
            return;
        }
        String secret = session.device().config().current().enableSecret();
        if (secret == null) {
            session.enter(Mode.PRIVILEGED_EXEC);
            return;
        }
        for (int i = 0; i < PASSWORD_TRIES; i++) {
            String typed = session.interaction().ask("Password: ", true);
            if (typed == null) {
                break;
            }
            if (EnableSecret.matches(secret, typed)) {
                session.enter(Mode.PRIVILEGED_EXEC);
                return;
            }
        }
        out.add("% Bad secrets");
        out.add("");
    }

    private static void copy(Invocation in) {
        in.session().interaction().ask("Destination filename [startup-config]? ", false);
        write(in);
    }

    private static void write(Invocation in) {
        in.session().device().config().saveStartup();
        in.print("Building configuration...");
        in.print("[OK]");
    }
}
