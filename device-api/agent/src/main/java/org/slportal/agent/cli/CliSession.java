package org.slportal.agent.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.cli.CommandTree.Choice;
import org.slportal.agent.cli.CommandTree.Match;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.SyslogMessage;

/**
 * One person's or tool's session at a terminal. Takes whole lines and gives back what they print; echo, paging and editing belong to
 * whatever carries the session.
 */
public final class CliSession {

    private static final Map<Mode, CommandTree> TREES = trees();
    /** Longer lines are nobody's command; the limit keeps a paste of junk from costing anything. */
    private static final int MAX_LINE = 4096;
    /** A prompt shows this much of the host name. */
    private static final int PROMPT_NAME = 20;

    private static final int HISTORY = 10;

    private final SimulatedSwitch device;
    private final @Nullable String remoteUser;
    private final List<String> history = new ArrayList<>();
    private Interaction interaction = Interaction.NOBODY;
    private Mode mode;
    private String subject = "";
    private @Nullable Dialogue dialogue;
    private int terminalLength = 24;
    private boolean monitoring;
    private boolean ended;
    /** Nobody is there whose leaving would be worth a log message. */
    private boolean loading;

    private int start;

    private CliSession(SimulatedSwitch device, Mode mode, @Nullable String remoteUser) {
        this.device = device;
        this.mode = mode;
        this.remoteUser = remoteUser;
        this.start = device.starts();
    }

    /** The console: a session in user EXEC that begins anew when the switch reloads. */
    public static CliSession user(SimulatedSwitch device) {
        return new CliSession(device, Mode.USER_EXEC, null);
    }

    /**
     * A session over the network, in user EXEC. It ends when the switch reloads.
     *
     * @param user who it is and from where, as log messages name them
     */
    public static CliSession remote(SimulatedSwitch device, String user) {
        return new CliSession(device, Mode.USER_EXEC, user);
    }

    /** A session that starts in privileged EXEC. */
    public static CliSession privileged(SimulatedSwitch device) {
        return new CliSession(device, Mode.PRIVILEGED_EXEC, null);
    }

    /** Takes stored configuration commands. */
    public static CliSession loader(SimulatedSwitch device) {
        CliSession loader = new CliSession(device, Mode.CONFIG, null);
        loader.loading = true;
        return loader;
    }

    /** Whether nobody types: what is stored was decided before. */
    boolean isLoading() {
        return loading;
    }

    /** Who answers questions from now on. */
    public void interaction(Interaction whoAnswers) {
        interaction = whoAnswers;
    }

    public String prompt() {
        noticeReload();
        Dialogue talking = dialogue;
        if (talking != null) {
            return talking.prompt();
        }
        String name = device.config().current().hostname();
        return (name.length() > PROMPT_NAME ? name.substring(0, PROMPT_NAME) : name) + mode.suffix();
    }

    /** Lines of a page; 0 for no paging. */
    public int terminalLength() {
        return terminalLength;
    }

    /** Whether log messages are to be shown as they come. */
    public boolean isMonitoring() {
        return monitoring;
    }

    /** Whether the user left. */
    public boolean isEnded() {
        return ended || (remoteUser != null && start != device.starts());
    }

    /** After a reload the console shows a fresh session. */
    private void noticeReload() {
        if (start != device.starts() && remoteUser == null) {
            start = device.starts();
            mode = Mode.USER_EXEC;
            subject = "";
            dialogue = null;
            terminalLength = 24;
            history.clear();
        }
    }

    /**
     * Carries one line out.
     *
     * @return what it prints, each line ended with a line feed; empty for nothing
     */
    public String execute(String line) {
        noticeReload();
        List<String> printed = dialogue != null
                ? converse(dialogue, line)
                : line.length() > MAX_LINE ? List.of("% Line too long", "") : perform(line);
        StringBuilder text = new StringBuilder();
        printed.forEach(each -> text.append(each).append('\n'));
        return text.toString();
    }

    private List<String> converse(Dialogue talking, String line) {
        List<String> printed = new ArrayList<>();
        dialogue = talking.take(line, printed);
        return printed;
    }

    private List<String> perform(String line) {
        String bare = line.strip();
        if (bare.isEmpty() || bare.startsWith("!")) {
            return List.of();
        }
        remember(bare);
        if (bare.endsWith("?")) {
            String start = line.stripTrailing();
            return help(start.substring(0, start.length() - 1));
        }
        int doWord =
                mode.isConfiguration() && bare.toLowerCase(Locale.ROOT).startsWith("do ") ? line.indexOf("do") + 2 : 0;
        Mode where = doWord > 0 ? Mode.PRIVILEGED_EXEC : mode;
        String command = " ".repeat(doWord) + line.substring(doWord);
        int bar = where.isConfiguration() ? -1 : command.indexOf('|');
        Match match = match(where, bar < 0 ? command : command.substring(0, bar));
        return switch (match) {
            case CommandTree.Found found -> run(found, bar < 0 ? "" : command.substring(bar + 1), bar >= 0);
            case CommandTree.Incomplete ignored -> List.of("% Incomplete command.", "");
            case CommandTree.Ambiguous ignored -> List.of("% Ambiguous command:  \"" + bare + "\"");
            case CommandTree.Invalid invalid ->
                List.of(
                        " ".repeat(prompt().length() + invalid.column()) + "^",
                        "% Invalid input detected at '^' marker.",
                        "");
        };
    }

    private void remember(String line) {
        history.add(line);
        if (history.size() > HISTORY) {
            history.removeFirst();
        }
    }

    /** In a sub-mode every command of the configuration above it works too, and leads there. */
    private Match match(Mode where, String command) {
        Match here = tree(where).match(command);
        Mode at = where;
        while (here instanceof CommandTree.Invalid invalid && at.compareTo(Mode.CONFIG) > 0) {
            at = at.parent();
            Match above = tree(at).match(command);
            if (above instanceof CommandTree.Found) {
                mode = at;
                return above;
            }
            // Of two modes that know the first word, the one the user is in says what is wrong.
            if (invalid.atStart() && (!(above instanceof CommandTree.Invalid inv) || !inv.atStart())) {
                return above;
            }
        }
        return here;
    }

    private List<String> run(CommandTree.Found found, String filter, boolean filtered) {
        List<String> out = new ArrayList<>();
        found.handler().run(new Invocation(this, found.arguments(), out));
        return filtered ? OutputFilter.apply(filter, out) : out;
    }

    /** What {@code ?} after a line prints. */
    public List<String> help(String line) {
        if (dialogue != null) {
            return List.of();
        }
        if (!inConfiguration(line) && line.indexOf('|') >= 0) {
            return OutputFilter.help();
        }
        List<Choice> choices = choices(line);
        boolean unfinished = !line.isBlank() && !Character.isWhitespace(line.charAt(line.length() - 1));
        if (choices.isEmpty()) {
            return List.of("% Unrecognized command");
        }
        List<String> lines = new ArrayList<>();
        if (unfinished) {
            lines.add(String.join("  ", choices.stream().map(Choice::word).toList()));
            return lines;
        }
        int width = choices.stream()
                .mapToInt(choice -> choice.word().length())
                .max()
                .orElse(0);
        choices.forEach(choice -> lines.add(
                ("  " + choice.word() + " ".repeat(width - choice.word().length() + 2) + choice.help())
                        .stripTrailing()));
        lines.add("");
        return lines;
    }

    /** What the Tab key adds to a line: the rest of its last word and a space, or nothing if several would fit. */
    public String completion(String line) {
        if (dialogue != null) {
            return "";
        }
        boolean unfinished = !line.isBlank() && !Character.isWhitespace(line.charAt(line.length() - 1));
        List<Choice> choices = choices(line).stream().filter(Choice::isKeyword).toList();
        if (!unfinished || choices.size() != 1) {
            return "";
        }
        String typed = CommandTree.tokens(line).getLast().text();
        return choices.getFirst().word().substring(typed.length()) + " ";
    }

    /** Behind {@code do} stand the commands of privileged EXEC. */
    private List<Choice> choices(String line) {
        String start = line.stripLeading().toLowerCase(Locale.ROOT);
        return mode.isConfiguration() && start.startsWith("do ")
                ? tree(Mode.PRIVILEGED_EXEC).choices(line.stripLeading().substring(3))
                : tree(mode).choices(line);
    }

    private boolean inConfiguration(String line) {
        return mode.isConfiguration()
                && !line.stripLeading().toLowerCase(Locale.ROOT).startsWith("do ");
    }

    private static CommandTree tree(Mode mode) {
        return of(TREES, mode);
    }

    private static CommandTree of(Map<Mode, CommandTree> trees, Mode mode) {
        CommandTree tree = trees.get(mode);
        if (tree == null) {
            throw new IllegalStateException("No commands for " + mode);
        }
        return tree;
    }

    private static Map<Mode, CommandTree> trees() {
        Map<Mode, CommandTree> trees = new EnumMap<>(Mode.class);
        for (Mode each : Mode.values()) {
            trees.put(each, new CommandTree());
        }
        CommandTree user = of(trees, Mode.USER_EXEC);
        CommandTree privileged = of(trees, Mode.PRIVILEGED_EXEC);
        CommandTree config = of(trees, Mode.CONFIG);
        ExecCommands.addTo(user, privileged);
        ShowCommands.addTo(user, privileged);
        SystemCommands.addTo(privileged);
        DebugCommands.addTo(privileged);
        LabCommands.addTo(privileged);
        ReachCommands.addTo(user, privileged);
        LicenseCommands.addTo(privileged, config);
        ConfigCommands.addTo(config);
        CallHomeCommands.addTo(config, of(trees, Mode.CALL_HOME), of(trees, Mode.CALL_HOME_PROFILE));
        NetworkCommands.addTo(config);
        InterfaceCommands.addTo(config, of(trees, Mode.INTERFACE), of(trees, Mode.VRF), of(trees, Mode.VRF_FAMILY));
        ClockCommands.addTo(privileged, config);
        PkiCommands.addTo(privileged, config, of(trees, Mode.TRUSTPOINT), of(trees, Mode.CERTIFICATE_CHAIN));
        SmartTransportCommands.addTo(config);
        return trees;
    }

    SimulatedSwitch device() {
        return device;
    }

    Interaction interaction() {
        return interaction;
    }

    Mode mode() {
        return mode;
    }

    void enter(Mode next) {
        if (mode.isConfiguration() && !next.isConfiguration() && !loading) {
            device.syslog().log(new SyslogMessage("SYS", 5, "CONFIG_I", "Configured from console by " + who()));
        }
        mode = next;
    }

    /** As log messages name the session. */
    String who() {
        return remoteUser == null ? "console" : remoteUser;
    }

    boolean isRemote() {
        return remoteUser != null;
    }

    /** The last commands, oldest first. */
    List<String> history() {
        return List.copyOf(history);
    }

    /** What the sub-mode is about: the profile, interface, VRF or trustpoint. */
    String subject() {
        return subject;
    }

    void enter(Mode next, String about) {
        subject = about;
        mode = next;
    }

    /** The next lines are not commands but belong to this. */
    void converse(Dialogue next) {
        dialogue = next;
    }

    void terminalLength(int lines) {
        terminalLength = lines;
    }

    /** Shows log messages as they come, or no longer. */
    public void monitor(boolean on) {
        monitoring = on;
    }

    void end() {
        ended = true;
    }
}
