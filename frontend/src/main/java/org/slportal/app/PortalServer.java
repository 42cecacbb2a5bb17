package org.slportal.app;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;

/** Starts the web server and turns what can go wrong into one line. */
final class PortalServer {

    private static final Logger log = LoggerFactory.getLogger(PortalServer.class);
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private PortalServer() {}

    /** @return {@link PortalCommand#RUNNING}, or an exit code after a message on err */
    static int start(ServerOptions options, String defaultData, boolean demo, PrintWriter err) {
        String portInUse = options.portInUse();
        if (portInUse != null) {
            err.println(portInUse);
            return USAGE;
        }
        Map<String, Object> properties = new LinkedHashMap<>(options.properties(defaultData));
        properties.put("portal.demo", Boolean.toString(demo));
        if (demo) {
            properties.put("portal.lab", "true");
        }
        SpringApplication application = new SpringApplication(PortalApplication.class);
        application.addInitializers(new DatabaseInitializer());
        try {
            application.run(properties.entrySet().stream()
                    .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                    .toArray(String[]::new));
            return PortalCommand.RUNNING;
        } catch (RuntimeException told) {
            // Spring has logged it, or OperatorProblem has told it; another stack trace helps nobody.
            log.debug("The portal did not start", told);
            return FAILED;
        }
    }
}
