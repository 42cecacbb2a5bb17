package org.slportal.ui.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slportal.domain.id.SignInSessionId;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.factor.Base32;
import org.slportal.services.factor.FactorService;
import org.slportal.services.factor.Totp;
import org.slportal.services.lab.RealTime;
import org.slportal.services.session.LiveSessions;
import org.slportal.services.session.SessionService;
import org.slportal.services.session.SignInMethod;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MvcResult;

/** The filter chain as browsers meet it: what a session may do between the two steps, and after it was ended from elsewhere. */
class TwoStepSignInTest extends FilterChainTest {

    @Autowired
    FactorService factors;

    @Autowired
    SessionService service;

    @Autowired
    LiveSessions sessions;

    @Autowired
    BrowserSessions browsers;

    @Autowired
    RealTime clock;

    private static UserId id(Actor actor) {
        return Objects.requireNonNull(actor.userId());
    }

    private MvcResult signIn(TestAccounts.Account account, MockHttpSession session) throws Exception {
        return mvc.perform(post("/login")
                        .session(session)
                        .with(csrf())
                        .param("username", account.userName())
                        .param("password", TestAccounts.PASSWORD))
                .andReturn();
    }

    /** Whom the last filter lets through meets Vaadin's servlet, which is not there; who has no rights is sent away before. */
    private String page(MockHttpSession session) throws Exception {
        try {
            return "sent to "
                    + mvc.perform(get("/anything").session(session))
                            .andReturn()
                            .getResponse()
                            .getRedirectedUrl();
        } catch (ServletException noServlet) {
            assertThat(noServlet).hasMessageContaining("springServlet");
            return "let through";
        }
    }

    private void enrol(Actor actor) {
        var enrolment = factors.enrol(actor);
        factors.confirm(
                actor,
                enrolment,
                TestAccounts.PASSWORD,
                Totp.code(Base32.decode(enrolment.secret()), Totp.step(clock.instant())),
                null);
    }

    @Test
    void between_the_steps_a_session_is_nobodys_and_has_a_new_id() throws Exception {
        var account = accounts.account();
        enrol(account.administrator());
        var session = new MockHttpSession();
        String planted = session.getId();

        var answer = signIn(account, session).getResponse();

        assertThat(answer.getRedirectedUrl()).isEqualTo("/login/second");
        assertThat(session.getId()).isNotEqualTo(planted);
        assertThat(session.getAttribute(CONTEXT)).isNull();
        assertThat(page(session)).contains("/login");
        assertThat(service.own(account.administrator())).isEmpty();
        assertThat(session.getAttribute(HalfSignedIn.ATTRIBUTE))
                .isEqualTo(new HalfSignedIn(
                        id(account.administrator()).value(),
                        account.userName(),
                        clock.instant().plus(Duration.ofMinutes(5))));
    }

    @Test
    void without_a_second_factor_the_password_opens_a_session_and_one_row() throws Exception {
        var account = accounts.account();
        var session = new MockHttpSession();

        signIn(account, session);

        assertThat(page(session)).isEqualTo("let through");
        assertThat(page(session)).isEqualTo("let through");
        assertThat(service.own(account.administrator())).hasSize(1);
    }

    @Test
    void who_signs_in_over_somebody_else_has_a_session_of_their_own_and_ends_the_other() throws Exception {
        var first = accounts.account();
        var second = accounts.account();
        var session = new MockHttpSession();
        signIn(first, session);
        assertThat(page(session)).isEqualTo("let through");
        assertThat(service.own(first.administrator())).hasSize(1);

        signIn(second, session);
        assertThat(page(session)).isEqualTo("let through");

        assertThat(service.own(first.administrator())).isEmpty();
        assertThat(service.own(second.administrator()))
                .singleElement()
                .satisfies(own -> assertThat(own.method()).isEqualTo(SignInMethod.PASSWORD));
    }

    @Test
    void a_session_ended_from_elsewhere_is_nobodys_at_the_next_request() throws Exception {
        var account = accounts.account();
        var session = new MockHttpSession();
        signIn(account, session);
        page(session);

        service.endOthers(account.administrator(), null);

        assertThat(page(session)).contains("/login");
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void a_page_that_only_listens_loses_its_session_too() throws Exception {
        var account = accounts.account();
        var session = new MockHttpSession();
        signIn(account, session);
        page(session);
        browsers.endRevoked();
        assertThat(session.isInvalid()).isFalse();

        service.endOthers(account.administrator(), null);
        browsers.endRevoked();

        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void a_browser_session_that_ends_takes_its_row_along() throws Exception {
        var account = accounts.account();
        var session = new MockHttpSession();
        signIn(account, session);
        page(session);
        SignInSessionId row = service.own(account.administrator()).getFirst().id();

        browsers.sessionDestroyed(new jakarta.servlet.http.HttpSessionEvent(session));

        assertThat(sessions.alive(List.of(row))).isEmpty();
    }
}
