package org.slportal.agent;

import org.slportal.agent.command.CheckCommand;
import org.slportal.agent.command.FleetCommand;
import org.slportal.agent.command.GatewayCommand;
import org.slportal.agent.command.KeysCommand;
import org.slportal.agent.command.RunCommand;
import org.slportal.agent.command.ScenarioCommand;
import org.slportal.agent.command.ServeCommand;
import org.slportal.agent.command.StopwatchCommand;
import org.slportal.agent.command.UsageException;
import org.slportal.agent.nvram.NvramException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The simulated switch's program. Exit codes: 0 done, 1 a check did not hold, 2 something is to be put right first. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        version = "Simulated switch, agent 4.8.5",
        description = "Simulated switches for the Smart Licensing practice portal.",
        subcommands = {
            RunCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            GatewayCommand.class,
            FleetCommand.class,
            KeysCommand.class,
            ScenarioCommand.class,
            StopwatchCommand.class
        })
public final class AgentMain {

    private AgentMain() {}

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** Runs the program without ending the JVM. */
    static int execute(String... args) {
        CommandLine program = new CommandLine(new AgentMain());
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.setExecutionExceptionHandler((problem, command, parsed) -> {
            if (problem instanceof UsageException || problem instanceof NvramException) {
                command.getErr().println(problem.getMessage());
                return 2;
            }
            command.getErr().println("Internal error: " + problem);
            return 70;
        });
        return program.execute(args);
    }
}
