package org.slportal.ui.security;

import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slportal.services.testing.ClockAtStart;
import org.slportal.services.testing.EmbeddedDatabaseForTests;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.testing.UiTestApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The filter chain as browsers meet it, without Vaadin's servlet behind it. */
@ExtendWith(ClockAtStart.class)
@SpringBootTest(classes = UiTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@ContextConfiguration(initializers = EmbeddedDatabaseForTests.class)
abstract class FilterChainTest {

    static final String CONTEXT = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

    @Autowired
    WebApplicationContext context;

    @Autowired
    TestAccounts accounts;

    MockMvc mvc = MockMvcBuilders.standaloneSetup().build();

    private SecurityContextHolderStrategy before = SecurityContextHolder.getContextHolderStrategy();

    /**
     * Whoever used this thread before may have left somebody signed in; and the application started last sets where the whole process
     * looks for who is signed in.
     */
    @BeforeEach
    void build() {
        before = SecurityContextHolder.getContextHolderStrategy();
        SecurityContextHolder.setContextHolderStrategy(context.getBean(SecurityContextHolderStrategy.class));
        TestSecurityContextHolder.clearContext();
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @AfterEach
    void leave() {
        SecurityContextHolder.setContextHolderStrategy(before);
    }
}
