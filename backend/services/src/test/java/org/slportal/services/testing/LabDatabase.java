package org.slportal.services.testing;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A database whose lab clock may be moved: in the others it must stand. */
public final class LabDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        EmbeddedDatabaseForTests.useOneOfItsOwn(context, "lab-database-" + NUMBER.incrementAndGet());
    }
}
