package org.slportal.services.testing;

import org.slportal.services.ServicesConfiguration;
import org.slportal.services.lab.RealTime;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The services over the tests' database, with a clock that can be moved. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ServicesConfiguration.class, TestAccounts.class, TestDevices.class})
public class ServicesTestApplication {

    @Bean
    MovableClock movableClock() {
        return new MovableClock();
    }

    /** The world's time stands still too: outside lab mode it is the portal's. */
    @Bean
    @Primary
    RealTime movableRealTime(MovableClock clock) {
        return new RealTime(clock);
    }
}
