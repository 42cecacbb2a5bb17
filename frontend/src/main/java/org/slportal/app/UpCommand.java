package org.slportal.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts the portal for real use. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "start the portal for real use")
final class UpCommand implements Callable<Integer> {

    @Mixin
    ServerOptions options = new ServerOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return PortalServer.start(options, "portal", false, spec.commandLine().getErr());
    }
}
