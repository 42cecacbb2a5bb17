package org.slportal.app;

import org.slportal.services.ServicesConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import picocli.CommandLine;

/** All roles of the portal in one program; {@link PortalCommand} chooses what to do. */
@SpringBootApplication(
        scanBasePackages = {"org.slportal.app", "org.slportal.ui", "org.slportal.rest", "org.slportal.callhome"})
@Import(ServicesConfiguration.class)
@EnableScheduling
public class PortalApplication {

    public static void main(String[] args) {
        int exit = new CommandLine(new PortalCommand()).execute(args);
        // "up" and "demo" leave a running server behind; everything else has said what it had to say.
        if (exit != PortalCommand.RUNNING) {
            System.exit(exit);
        }
    }
}
