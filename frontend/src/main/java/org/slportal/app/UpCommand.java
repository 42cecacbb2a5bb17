package org.slportal.app;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the portal for real use. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "start the portal for real use")
final class UpCommand implements Callable<Integer> {

    @Mixin
    ServerOptions options = new ServerOptions();

    @Option(
            names = "--lab",
            description = "a portal to practise with: its clock can be moved forward, conversions can be undone")
    boolean lab;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return PortalServer.start(
                options, "portal", settings(), spec.commandLine().getErr());
    }

    /** Left out, the choice is the environment's. */
    private Map<String, String> settings() {
        return lab ? Map.of("portal.lab", "true") : Map.of();
    }
}
