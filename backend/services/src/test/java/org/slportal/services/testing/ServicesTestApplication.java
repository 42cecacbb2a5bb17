package org.slportal.services.testing;

import org.slportal.services.ServicesConfiguration;
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
    @Primary
    MovableClock movableClock() {
        return new MovableClock();
    }
}
