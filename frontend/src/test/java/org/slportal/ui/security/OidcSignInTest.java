package org.slportal.ui.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.ServletException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
import org.slportal.services.identity.IdentityItem;
import org.slportal.services.identity.IdentityService;
import org.slportal.services.identity.ProvenIdentity;
import org.slportal.services.session.SessionItem;
import org.slportal.services.session.SessionService;
import org.slportal.services.session.SignInMethod;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.slportal.services.user.NewUser;
import org.slportal.services.user.UserService;
import org.slportal.ui.testing.TestProvider;
import org.slportal.ui.testing.TestProvider.Signature;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** To a provider and back, through the filter chain as browsers meet it, with the provider's own answers over HTTP. */
class OidcSignInTest extends FilterChainTest {

    private static final TestProvider PROVIDER = new TestProvider();
    private static final String FAILED = "/login?provider=failed";
    private static final String UNKNOWN = "/login?provider=unknown";

    @Autowired
    IdentityService identities;

    @Autowired
    SessionService sessions;

    @Autowired
    MovableClock clock;

    @Autowired
    UserService users;

    @Autowired
    ActorService actors;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        registry.add("portal.oidc.issuer", PROVIDER::issuer);
        registry.add("portal.oidc.client-id", () -> TestProvider.CLIENT);
        registry.add("portal.oidc.client-secret", () -> TestProvider.SECRET);
        registry.add("portal.oidc.link-by-email", () -> "true");
    }

    @BeforeEach
    void reset() {
        PROVIDER.reset(clock);
    }

    private static UserId id(Actor actor) {
        return Objects.requireNonNull(actor.userId());
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request, MockHttpSession session)
            throws Exception {
        // An address of its own for each session: the throttle is not what most of these tests are about.
        return mvc.perform(request.session(session).with(asked -> {
                    asked.setRemoteAddr("2001:db8::" + Integer.toHexString(session.hashCode() & 0xffff));
                    // As its cookie says.
                    asked.setRequestedSessionId(session.getId());
                    return asked;
                }))
                .andReturn()
                .getResponse();
    }

    /** Where the portal sends the browser. */
    private String start(MockHttpSession session) throws Exception {
        return Objects.requireNonNull(perform(get("/login/oidc"), session).getRedirectedUrl());
    }

    private String back(Map<String, String> parameters, MockHttpSession session) throws Exception {
        MockHttpServletRequestBuilder request = get("/login/oidc/callback");
        parameters.forEach(request::param);
        return Objects.requireNonNull(perform(request, session).getRedirectedUrl());
    }

    /** There and back. @return where the portal leads in the end */
    private String round(MockHttpSession session) throws Exception {
        return back(PROVIDER.signIn(start(session)), session);
    }

    private String page(MockHttpSession session) throws Exception {
        try {
            return "sent to " + perform(get("/anything"), session).getRedirectedUrl();
        } catch (ServletException noServlet) {
            assertThat(noServlet).hasMessageContaining("springServlet");
            return "let through";
        }
    }

    private String linked(Actor actor) {
        String subject = UUID.randomUUID().toString();
        identities.link(actor, new ProvenIdentity(PROVIDER.issuer(), subject, "linked", null));
        PROVIDER.says(token -> token.subject(subject));
        return subject;
    }

    private void assertNobody(MockHttpSession session) throws Exception {
        assertThat(session.getAttribute(CONTEXT)).isNull();
        assertThat(page(session)).contains("/login");
    }

    @Test
    void somebody_linked_is_signed_in_with_a_new_session_id_and_a_row_that_says_how() throws Exception {
        var person = accounts.account().administrator();
        linked(person);
        var session = new MockHttpSession();
        String planted = session.getId();

        assertThat(round(session)).isEqualTo("/");

        assertThat(session.getId()).isNotEqualTo(planted);
        assertThat(page(session)).isEqualTo("let through");
        assertThat(sessions.own(person)).extracting(SessionItem::method).containsExactly(SignInMethod.OIDC);
    }

    @Test
    void whoever_asked_for_a_page_first_is_led_there() throws Exception {
        linked(accounts.account().administrator());
        var session = new MockHttpSession();
        perform(get("/anything?tab=1"), session);

        assertThat(round(session)).contains("/anything?tab=1");
    }

    @Test
    void the_providers_tokens_are_kept_nowhere() throws Exception {
        linked(accounts.account().administrator());
        var session = new MockHttpSession();

        round(session);

        for (String name : java.util.Collections.list(session.getAttributeNames())) {
            assertThat(String.valueOf(session.getAttribute(name))).doesNotContain("nothing the portal keeps");
        }
        assertThat(session.getAttributeNames().asIterator())
                .toIterable()
                .noneMatch(name -> name.contains("OAuth2AuthorizationRequest"));
    }

    @Test
    void an_answer_nobody_asked_for_is_refused() throws Exception {
        linked(accounts.account().administrator());
        var asking = new MockHttpSession();
        var answer = PROVIDER.signIn(start(asking));
        var another = new MockHttpSession();

        assertThat(back(answer, another)).isEqualTo(FAILED);
        assertNobody(another);
        assertThat(back(Map.of("code", answer.getOrDefault("code", ""), "state", "guessed"), asking))
                .isEqualTo(FAILED);
        assertNobody(asking);
        assertThat(back(Map.of(), asking)).isEqualTo(FAILED);
    }

    @Test
    void an_answer_is_good_once() throws Exception {
        linked(accounts.account().administrator());
        var session = new MockHttpSession();
        var answer = PROVIDER.signIn(start(session));
        assertThat(back(answer, session)).isEqualTo("/");
        var again = new MockHttpSession();
        start(again);

        assertThat(back(answer, again)).isEqualTo(FAILED);
        assertNobody(again);
    }

    @Test
    void a_code_of_another_browser_is_refused_by_nonce_and_proof_key() throws Exception {
        linked(accounts.account().administrator());
        var attacker = new MockHttpSession();
        var stolen = PROVIDER.signIn(start(attacker));
        var victim = new MockHttpSession();
        String state = TestProvider.parameters(
                        java.net.URI.create(start(victim)).getRawQuery())
                .get("state");

        assertThat(back(Map.of("code", stolen.getOrDefault("code", ""), "state", state), victim))
                .isEqualTo(FAILED);
        assertNobody(victim);
    }

    @Test
    void a_token_with_another_nonce_or_none_is_refused() throws Exception {
        String subject = linked(accounts.account().administrator());

        PROVIDER.says(token -> token.subject(subject).claim("nonce", "another"));
        refused();
        PROVIDER.says(token -> token.subject(subject).claim("nonce", null));
        refused();
    }

    private void refused() throws Exception {
        var session = new MockHttpSession();
        assertThat(round(session)).isEqualTo(FAILED);
        assertNobody(session);
    }

    @Test
    void a_token_for_another_client_is_refused() throws Exception {
        String subject = linked(accounts.account().administrator());

        PROVIDER.says(token -> token.subject(subject).audience("another"));
        refused();
        PROVIDER.says(token -> token.subject(subject).audience(List.of(TestProvider.CLIENT, "another")));
        refused();
        PROVIDER.says(token -> token.subject(subject)
                .audience(List.of(TestProvider.CLIENT, "another"))
                .claim("azp", "another"));
        refused();
    }

    @Test
    void a_token_of_another_issuer_is_refused() throws Exception {
        String subject = linked(accounts.account().administrator());

        PROVIDER.says(token -> token.subject(subject).issuer("https://evil.example.com"));
        refused();
        PROVIDER.says(token -> token.subject(subject).issuer(PROVIDER.issuer() + "/"));
        refused();
    }

    @Test
    void a_token_is_good_for_a_minute_after_its_end_to_the_second() throws Exception {
        String subject = linked(accounts.account().administrator());
        Instant now = clock.instant();

        PROVIDER.says(token -> token.subject(subject)
                .issueTime(Date.from(now.minusSeconds(600)))
                .expirationTime(Date.from(now.minusSeconds(61))));
        refused();
        PROVIDER.says(token -> token.subject(subject).issueTime(Date.from(now.plusSeconds(61))));
        refused();
        PROVIDER.says(token -> token.subject(subject)
                .issueTime(Date.from(now.minusSeconds(600)))
                .expirationTime(Date.from(now.minusSeconds(59))));
        assertThat(round(new MockHttpSession())).isEqualTo("/");
    }

    @Test
    void a_token_that_is_not_signed_by_the_providers_key_is_refused() throws Exception {
        linked(accounts.account().administrator());
        for (Signature wrong : List.of(Signature.NONE, Signature.OTHER_KEY, Signature.WITH_THE_CLIENTS_SECRET)) {
            PROVIDER.signs(wrong);
            refused();
        }
        PROVIDER.signs(Signature.RIGHT);
        assertThat(round(new MockHttpSession())).isEqualTo("/");
    }

    @Test
    void whoever_says_no_there_is_told_that_it_was_cancelled() throws Exception {
        var session = new MockHttpSession();
        String state = PROVIDER.signIn(start(session)).get("state");

        assertThat(back(Map.of("error", "access_denied", "state", state), session))
                .isEqualTo("/login?provider=cancelled");
        assertNobody(session);
    }

    /** A person of the account with this address. */
    private Actor person(TestAccounts.Account account, String address) {
        String userName = "person-" + UUID.randomUUID();
        UserId id = users.create(
                account.administrator(),
                account.id(),
                new NewUser(userName, "Somebody", address, TestAccounts.PASSWORD, Role.SMART_ACCOUNT_USER, null));
        return actors.userActor(id, null);
    }

    private static String address() {
        return "person-" + UUID.randomUUID() + "@example.com";
    }

    private static void says(String address, Object verified) {
        String subject = UUID.randomUUID().toString();
        PROVIDER.says(token -> token.subject(subject).claim("email", address).claim("email_verified", verified));
    }

    @Test
    void a_verified_address_of_one_person_links_at_the_first_sign_in() throws Exception {
        String address = address();
        var person = person(accounts.account(), address);
        says(address, true);

        assertThat(round(new MockHttpSession())).isEqualTo("/");
        assertThat(identities.own(person)).extracting(IdentityItem::label).containsExactly(address);
    }

    @Test
    void an_address_that_is_not_verified_links_nobody() throws Exception {
        String address = address();
        var person = person(accounts.account(), address);

        for (Object notVerified : List.of(false, "no", "false", List.of())) {
            says(address, notVerified);
            var session = new MockHttpSession();
            assertThat(round(session)).isEqualTo(notVerified instanceof List ? FAILED : UNKNOWN);
            assertNobody(session);
        }
        PROVIDER.says(token -> token.subject("new").claim("email", address));
        assertThat(round(new MockHttpSession())).isEqualTo(UNKNOWN);
        assertThat(identities.own(person)).isEmpty();
    }

    @Test
    void an_address_the_id_token_leaves_out_is_asked_for_and_must_be_about_the_same_person() throws Exception {
        String address = address();
        var person = person(accounts.account(), address);
        String subject = UUID.randomUUID().toString();
        PROVIDER.says(token -> token.subject(subject));

        PROVIDER.tellsOnRequest(Map.of("sub", "another", "email", address, "email_verified", true));
        assertThat(round(new MockHttpSession())).isEqualTo(FAILED);
        assertThat(identities.own(person)).isEmpty();
        PROVIDER.tellsOnRequest(Map.of());
        assertThat(round(new MockHttpSession())).isEqualTo(FAILED);
        PROVIDER.tellsOnRequest(Map.of("sub", subject, "email", address, "email_verified", true));
        assertThat(round(new MockHttpSession())).isEqualTo("/");

        int asked = PROVIDER.userInfoAsked();
        assertThat(round(new MockHttpSession())).isEqualTo("/");
        assertThat(PROVIDER.userInfoAsked()).isEqualTo(asked);
    }

    @Test
    void an_address_of_two_people_links_neither() throws Exception {
        String address = address();
        var account = accounts.account();
        var people = List.of(person(account, address), person(accounts.account(), address));
        says(address, true);

        var session = new MockHttpSession();
        assertThat(round(session)).isEqualTo(UNKNOWN);
        assertNobody(session);
        assertThat(people)
                .allSatisfy(person -> assertThat(identities.own(person)).isEmpty());
    }

    @Test
    void somebody_the_portal_does_not_know_is_refused_and_not_made() throws Exception {
        String address = address();
        says(address, true);
        var account = accounts.account();

        var session = new MockHttpSession();
        assertThat(round(session)).isEqualTo(UNKNOWN);
        assertNobody(session);
        assertThat(users.count(account.administrator(), account.id(), address).rows())
                .isZero();
    }

    @Test
    void of_two_first_sign_ins_at_once_both_get_in_and_one_links() throws Exception {
        String address = address();
        var person = person(accounts.account(), address);
        says(address, true);
        var browsers = List.of(new MockHttpSession(), new MockHttpSession());
        var answers = List.of(PROVIDER.signIn(start(browsers.getFirst())), PROVIDER.signIn(start(browsers.getLast())));

        assertThat(Threads.race(2, i -> () -> back(answers.get(i), browsers.get(i))))
                .containsOnly("/");

        assertThat(identities.own(person)).hasSize(1);
        assertThat(page(browsers.getFirst())).isEqualTo("let through");
        assertThat(page(browsers.getLast())).isEqualTo("let through");
    }

    @Test
    void somebody_disabled_loses_the_session_and_gets_no_other() throws Exception {
        var account = accounts.account();
        var person = person(account, "");
        linked(person);
        var session = new MockHttpSession();
        round(session);
        assertThat(page(session)).isEqualTo("let through");

        users.setDisabled(account.administrator(), account.id(), id(person), true);

        assertThat(page(session)).contains("/login");
        assertThat(round(new MockHttpSession())).isEqualTo(UNKNOWN);
    }

    @Test
    void a_provider_that_is_down_is_told_and_asked_again_after_five_seconds() throws Exception {
        forgetMetadata();
        linked(accounts.account().administrator());
        PROVIDER.isDown(true);
        // What it said an hour ago still holds: the browser goes there, and the code cannot be changed.
        var session = new MockHttpSession();
        var answer = PROVIDER.signIn(start(session));
        assertThat(back(answer, session)).isEqualTo("/login?provider=down");
        assertNobody(session);

        int asked = PROVIDER.metadataAsked();
        PROVIDER.isDown(false);
        start(new MockHttpSession());
        assertThat(PROVIDER.metadataAsked()).isEqualTo(asked);
        clock.advance(OidcProvider.BETWEEN_ATTEMPTS);
        start(new MockHttpSession());
        assertThat(PROVIDER.metadataAsked()).isEqualTo(asked + 1);
        start(new MockHttpSession());
        assertThat(PROVIDER.metadataAsked()).isEqualTo(asked + 1);
    }

    private void forgetMetadata() throws Exception {
        start(new MockHttpSession());
        clock.advance(OidcProvider.KEPT);
    }

    @Test
    void somebody_signed_in_links_what_they_asked_for_and_stays_who_they_are() throws Exception {
        var account = accounts.account();
        var session = signedIn(account);
        String subject = UUID.randomUUID().toString();
        PROVIDER.says(token -> token.subject(subject).claim("email", " ").claim("preferred_username", "j.kim"));
        wantsToLink(session, account.administrator());
        String id = session.getId();

        assertThat(round(session)).isEqualTo("/preferences/security");

        assertThat(session.getAttribute(OidcLinking.OUTCOME)).isEqualTo(OidcOutcome.LINKED);
        assertThat(session.getAttribute(OidcLinking.INTENT)).isNull();
        assertThat(session.getId()).isEqualTo(id);
        assertThat(identities.own(account.administrator()))
                .extracting(IdentityItem::label)
                .containsExactly("j.kim");
        assertThat(sessions.own(account.administrator()))
                .extracting(SessionItem::method)
                .containsExactly(SignInMethod.PASSWORD);
    }

    /** By password, at the filter chain. */
    private MockHttpSession signedIn(TestAccounts.Account account) throws Exception {
        var session = new MockHttpSession();
        mvc.perform(post("/login")
                .session(session)
                .with(csrf())
                .param("username", account.userName())
                .param("password", TestAccounts.PASSWORD));
        assertThat(page(session)).isEqualTo("let through");
        return session;
    }

    private void wantsToLink(MockHttpSession session, Actor person) {
        session.setAttribute(
                OidcLinking.INTENT,
                new OidcLinking.Intent(id(person).value(), clock.instant().plus(OidcLinking.VALIDITY)));
    }

    @Test
    void an_address_alone_links_nothing_and_makes_nobody_somebody_else() throws Exception {
        var account = accounts.account();
        var other = accounts.account().administrator();
        linked(other);
        var session = signedIn(account);

        assertThat(round(session)).isEqualTo("/");

        assertThat(identities.own(account.administrator())).isEmpty();
        assertThat(page(session)).isEqualTo("let through");
        assertThat(sessions.own(other)).isEmpty();
    }

    @Test
    void what_somebody_wanted_too_long_ago_or_somebody_else_wanted_links_nothing() throws Exception {
        var account = accounts.account();
        var session = signedIn(account);
        says("", false);
        wantsToLink(session, account.administrator());
        clock.advance(OidcLinking.VALIDITY);
        assertThat(round(session)).isEqualTo("/");
        wantsToLink(session, accounts.account().administrator());
        assertThat(round(session)).isEqualTo("/");
        assertThat(identities.own(account.administrator())).isEmpty();

        wantsToLink(session, account.administrator());
        clock.advance(OidcLinking.VALIDITY.minus(Duration.ofSeconds(1)));
        assertThat(round(session)).isEqualTo("/preferences/security");
        assertThat(identities.own(account.administrator())).hasSize(1);
    }

    @Test
    void what_is_linked_to_somebody_else_or_not_right_links_nothing_and_says_so() throws Exception {
        var account = accounts.account();
        linked(accounts.account().administrator());
        var session = signedIn(account);
        wantsToLink(session, account.administrator());
        assertThat(round(session)).isEqualTo("/preferences/security");
        assertThat(session.getAttribute(OidcLinking.OUTCOME)).isEqualTo(OidcOutcome.TAKEN);

        wantsToLink(session, account.administrator());
        PROVIDER.signs(Signature.NONE);
        assertThat(round(session)).isEqualTo("/preferences/security");
        assertThat(session.getAttribute(OidcLinking.OUTCOME)).isEqualTo(OidcOutcome.FAILED);
        assertThat(identities.own(account.administrator())).isEmpty();
        assertThat(page(session)).isEqualTo("let through");
    }

    @Test
    void a_session_ended_from_elsewhere_links_nothing_any_more() throws Exception {
        var account = accounts.account();
        var session = signedIn(account);
        wantsToLink(session, account.administrator());
        says("", false);
        var answer = PROVIDER.signIn(start(session));

        sessions.endOthers(account.administrator(), null);

        assertThat(back(answer, session)).isEqualTo(FAILED);
        assertThat(identities.own(account.administrator())).isEmpty();
    }

    @Test
    void whoever_was_refused_often_is_told_how_long_to_wait() throws Exception {
        says("nobody@example.com", true);
        var session = new MockHttpSession();
        for (int i = 0; i < 30; i++) {
            assertThat(round(session)).isEqualTo(UNKNOWN);
        }

        assertThat(round(session)).isEqualTo("/login?provider=throttled&for=300");
    }
}
