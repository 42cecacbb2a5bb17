package org.slportal.app;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts the portal with the demo account. The {@code portal} script starts the simulated switches beside it. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "start the portal with a demo account")
final class DemoCommand implements Callable<Integer> {

    @Mixin
    ServerOptions options = new ServerOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return PortalServer.start(
                options,
                "demo",
                // Ten seconds instead of a minute: whoever tries a device-led conversion wants to see it end.
                Map.of("portal.demo", "true", "portal.lab", "true", "portal.dlc-latency", "PT10S"),
                spec.commandLine().getErr());
    }
}
