package org.slportal.services.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** A test of services on the real database. No rollback: each test makes accounts of its own, at {@link MovableClock#START}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(classes = ServicesTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ExtendWith(ClockAtStart.class)
@ContextConfiguration(initializers = EmbeddedDatabaseForTests.class)
public @interface DatabaseTest {}
