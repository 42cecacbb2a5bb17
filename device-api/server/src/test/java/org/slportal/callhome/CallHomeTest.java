package org.slportal.callhome;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slportal.services.testing.ClockAtStart;
import org.slportal.services.testing.EmbeddedDatabaseForTests;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** A test of the call-home endpoints on a real port, over the real database, as for real use: outside the lab. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(ClockAtStart.class)
@SpringBootTest(
        classes = CallHomeTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "portal.lab=false"})
@ContextConfiguration(initializers = EmbeddedDatabaseForTests.class)
@interface CallHomeTest {}
