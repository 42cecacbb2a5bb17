package org.slportal.agent.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slportal.agent.device.Debugging;
import org.slportal.agent.device.Debugging.Flag;

/** {@code debug call-home smart-licensing …} and its opposites. */
final class DebugCommands {

    private static final String WHAT = "call-home smart-licensing";
    private static final Set<Flag> BOTH = EnumSet.allOf(Flag.class);

    private DebugCommands() {}

    static void addTo(CommandTree privileged) {
        for (String start : List.of("debug ", "undebug ", "no debug ")) {
            boolean on = start.equals("debug ");
            privileged
                    .help(start.strip(), "Debugging functions (see also 'undebug')")
                    .help(start + "call-home", "Call home debugging")
                    .add(start + WHAT, "Smart licensing messages", in -> set(in, BOTH, on))
                    .add(start + WHAT + " all", "Debug call-home smart licensing all", in -> set(in, BOTH, on))
                    .add(
                            start + WHAT + " trace",
                            "Debug call-home smart licensing trace",
                            in -> set(in, EnumSet.of(Flag.TRACE), on))
                    .add(
                            start + WHAT + " error",
                            "Debug call-home smart licensing error",
                            in -> set(in, EnumSet.of(Flag.ERROR), on));
        }
        privileged
                .add("undebug all", "Disable all debugging", DebugCommands::allOff)
                .add("no debug all", "Disable all debugging", DebugCommands::allOff)
                .help("no", "Disable debugging functions")
                .add("show debugging", "State of each debugging option", in -> in.print(shown(in)));
    }

    private static void set(Invocation in, Set<Flag> flags, boolean on) {
        Debugging debugging = in.session().device().debugging();
        for (Flag flag : flags) {
            debugging.set(flag, on);
            in.print(line(flag, on));
        }
    }

    private static void allOff(Invocation in) {
        in.session().device().debugging().allOff();
        in.print("All possible debugging has been turned off");
    }

    private static List<String> shown(Invocation in) {
        List<String> lines = new ArrayList<>();
        for (Flag flag : Flag.values()) {
            if (in.session().device().debugging().isOn(flag)) {
                lines.add("  " + line(flag, true));
            }
        }
        if (!lines.isEmpty()) {
            lines.addFirst("Call-home:");
            lines.add("");
        }
        return lines;
    }

    private static String line(Flag flag, boolean on) {
        return "Call home smart licensing " + flag.word() + " debugging is " + (on ? "on" : "off");
    }
}
