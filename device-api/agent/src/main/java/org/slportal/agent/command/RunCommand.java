package org.slportal.agent.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.nvram.DirectoryNvram;
import org.slportal.agent.terminal.PlainTerminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One switch, its console on this terminal. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs one switch with its console on this terminal, or carries out a script.")
public final class RunCommand implements Callable<Integer> {

    @Mixin
    private PortalOptions portal = new PortalOptions();

    @Option(
            names = "--switch",
            paramLabel = "name=,pid=,sn=,features=,legacy=",
            defaultValue = "name=Switch,pid=C9300-24P,sn=FOC2128Z0L1,features=network-advantage",
            description = "What the switch is. Default: ${DEFAULT-VALUE}")
    private String description = "";

    @Option(
            names = "--nvram",
            paramLabel = "DIR",
            defaultValue = "agent-nvram/run",
            description = "Directory of its memory. Default: ${DEFAULT-VALUE}")
    private Path nvram = Path.of("agent-nvram/run");

    @Option(names = "--script", paramLabel = "FILE", description = "Lines to carry out instead of typed ones.")
    private @Nullable Path script;

    @Override
    public Integer call() throws IOException {
        SwitchSpec spec = SwitchSpec.parse(description);
        try (BufferedReader in = input();
                DirectoryNvram memory = DirectoryNvram.open(nvram);
                PowerStrip strip = new PowerStrip(portal.followClock, portal.anchors())) {
            SimulatedSwitch device = strip.plugIn(spec, portal.callHomeUrl(), portal.anchors(), memory);
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            new PlainTerminal(CliSession.user(device), in, out, script != null || !isTyped()).run(device.syslog());
        }
        return 0;
    }

    private BufferedReader input() throws IOException {
        Path file = script;
        if (file == null) {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        }
        if (!Files.isReadable(file)) {
            throw new UsageException("The script " + file + " cannot be read");
        }
        return Files.newBufferedReader(file);
    }

    /** Whether a person types, so that the terminal itself shows what is typed. */
    @SuppressWarnings("SystemConsoleNull") // asked below where it is not null
    private static boolean isTyped() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 a console exists even without a terminal, and says so by this method.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unknown) {
            return false;
        }
    }
}
