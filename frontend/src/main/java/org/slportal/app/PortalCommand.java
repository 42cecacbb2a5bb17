package org.slportal.app;

import org.slportal.bench.BenchCommand;
import picocli.CommandLine.Command;

/** The commands of the portal's jar. The {@code portal} script explains them to people. */
@Command(
        name = "portal",
        mixinStandardHelpOptions = true,
        subcommands = {UpCommand.class, DemoCommand.class, LedgerCommand.class, BenchCommand.class})
final class PortalCommand {

    /** Exit code of a command whose server goes on running. */
    static final int RUNNING = -1;
}
