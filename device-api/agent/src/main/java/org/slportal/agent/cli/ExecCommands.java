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
                    .add("enable <level:0-15>", "Enable level", in -> enable(in.session(), in.out()))
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
                    .help("terminal history", "Enable and control the command history function")
                    .add("terminal history size <lines:0-256>", "Size of history buffer", in -> {})
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
                .add(
                        "disable <level:0-15>",
                        "Privilege level",
                        in -> in.session().enter(Mode.USER_EXEC))
                .add("configure", "Enter configuration mode", ExecCommands::configure)
                .add("configure terminal", "Configure from the terminal", ExecCommands::terminal);
    }

    private static void configure(Invocation in) {
        in.session().interaction().ask("Configuring from terminal, memory, or network [terminal]? ", false);
        terminal(in);
    }

    private static void terminal(Invocation in) {
        in.print("Enter configuration commands, one per line.  End with CNTL/Z.");
        in.session().enter(Mode.CONFIG);
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
}
