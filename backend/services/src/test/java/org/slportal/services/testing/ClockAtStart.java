package org.slportal.services.testing;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Puts the tests' one clock back before each test: classes share the context, so what the class before did to the
 * time must not decide what this one finds.
 */
public final class ClockAtStart implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        SpringExtension.getApplicationContext(test).getBean(MovableClock.class).set(MovableClock.START);
    }
}
