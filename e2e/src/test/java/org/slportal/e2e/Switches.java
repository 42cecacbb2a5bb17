package org.slportal.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process with simulated switches, reached over SSH. */
final class Switches implements AutoCloseable {

    private final Child process;

    private Switches(Child process) {
        this.process = process;
    }

    /** @param definitions as the agent's --switch option takes them */
    static Switches start(RunningPortal portal, List<String> definitions) throws IOException, InterruptedException {
        return start(portal, definitions, List.of());
    }

    /** Attached to the portal's lab, once this returns. */
    static Switches attached(RunningPortal portal, List<String> definitions) throws IOException, InterruptedException {
        Switches switches = start(
                portal, definitions, List.of("--attach", portal.credentials().toString()));
        switches.process.awaitOutput("The switches are attached", Duration.ofSeconds(60));
        return switches;
    }

    private static Switches start(RunningPortal portal, List<String> definitions, List<String> more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--url",
                "https://localhost:" + portal.httpsPort,
                "--trust-anchor",
                portal.trustAnchor().toString(),
                "--nvram",
                portal.data.resolve("switches").toString()));
        arguments.addAll(more);
        definitions.forEach(definition -> arguments.addAll(List.of("--switch", definition)));
        Path output = portal.data.resolveSibling(portal.data.getFileName() + "-switches.log");
        Switches switches = new Switches(Child.start(output, Jars.agent(), arguments));
        for (String definition : definitions) {
            String name = definition.replaceAll("name=([^,]*),.*", "$1");
            switches.process.awaitOutput(name, Duration.ofSeconds(60));
        }
        return switches;
    }

    @Override
    public void close() {
        process.close();
    }
}
