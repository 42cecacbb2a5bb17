package org.slportal.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** A container's health check cannot sign in; sent to the login page it would take any running portal for a ready one. */
class HealthSecurityTest {

    private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
    private MockMvc portal;

    @BeforeEach
    void begin() {
        context.setServletContext(new MockServletContext());
        context.register(HealthSecurity.class, TheRest.class);
        context.refresh();
        portal = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @AfterEach
    void end() {
        context.close();
    }

    @Test
    void health_is_told_without_signing_in_and_without_a_session() throws Exception {
        for (String path : new String[] {"/actuator/health", "/actuator/health/readiness"}) {
            var answer = portal.perform(get(path)).andReturn();

            assertThat(answer.getResponse().getStatus()).as(path).isEqualTo(200);
            assertThat(answer.getResponse().getCookies()).isEmpty();
            assertThat(answer.getRequest().getSession(false)).isNull();
        }
    }

    @Test
    void nothing_else_of_the_actuator_is() throws Exception {
        for (String path : new String[] {"/actuator", "/actuator/env", "/actuator/healthy", "/"}) {
            assertThat(portal.perform(get(path)).andReturn().getResponse().getStatus())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    static class TheRest {

        @Bean
        @Order(100)
        SecurityFilterChain everythingElse(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                    .build();
        }

        @Bean
        Answers answers() {
            return new Answers();
        }
    }

    @RestController
    static class Answers {

        @GetMapping({
            "/actuator/health",
            "/actuator/health/readiness",
            "/actuator",
            "/actuator/env",
            "/actuator/healthy",
            "/"
        })
        String answer() {
            return "{}";
        }
    }
}
