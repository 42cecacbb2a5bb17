package org.slportal.ui.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slportal.services.factor.Base32;
import org.slportal.services.factor.FactorService;
import org.slportal.services.factor.Totp;
import org.slportal.services.identity.IdentityService;
import org.slportal.services.identity.ProvenIdentity;
import org.slportal.services.session.SignInMethod;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.testing.TestProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where the operator wants the portal's own second step after the provider's; and a provider that was down from the start. */
class OidcSecondStepTest extends FilterChainTest {

    private static final TestProvider PROVIDER = new TestProvider();

    static {
        // The portal starts all the same.
        PROVIDER.isDown(true);
    }

    @Autowired
    FactorService factors;

    @Autowired
    IdentityService identities;

    @Autowired
    MovableClock clock;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        registry.add("portal.oidc.issuer", PROVIDER::issuer);
        registry.add("portal.oidc.client-id", () -> TestProvider.CLIENT);
        registry.add("portal.oidc.client-secret", () -> TestProvider.SECRET);
        registry.add("portal.oidc.second-step", () -> "true");
    }

    private String start(MockHttpSession session) throws Exception {
        return Objects.requireNonNull(mvc.perform(get("/login/oidc").session(session))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    }

    private String round(MockHttpSession session) throws Exception {
        var answer = PROVIDER.signIn(start(session));
        return Objects.requireNonNull(mvc.perform(get("/login/oidc/callback")
                        .session(session)
                        .param("code", answer.getOrDefault("code", ""))
                        .param("state", answer.getOrDefault("state", "")))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    }

    @Test
    void the_provider_may_be_down_or_not_itself_when_the_portal_starts_and_be_back_later() throws Exception {
        PROVIDER.isDown(true);
        clock.advance(OidcProvider.KEPT);
        var session = new MockHttpSession();
        if (PROVIDER.metadataAsked() == 0) {
            assertThat(start(session)).isEqualTo("/login?provider=down");
            PROVIDER.reset(clock);
            PROVIDER.callsItself("https://evil.example.com");
            clock.advance(OidcProvider.BETWEEN_ATTEMPTS);
            assertThat(start(session)).isEqualTo("/login?provider=down");
        }

        PROVIDER.reset(clock);
        clock.advance(OidcProvider.BETWEEN_ATTEMPTS);
        assertThat(start(session)).startsWith(PROVIDER.issuer() + "/authorize?");
    }

    @Test
    void after_the_provider_a_session_is_nobodys_until_the_code_is_right() throws Exception {
        PROVIDER.reset(clock);
        clock.advance(OidcProvider.KEPT);
        var account = accounts.account();
        var person = account.administrator();
        var enrolment = factors.enrol(person);
        factors.confirm(
                person,
                enrolment,
                TestAccounts.PASSWORD,
                Totp.code(Base32.decode(enrolment.secret()), Totp.step(clock.instant())),
                null);
        identities.link(person, new ProvenIdentity(PROVIDER.issuer(), "with a factor", "", null));
        PROVIDER.says(token -> token.subject("with a factor"));
        var session = new MockHttpSession();
        String planted = session.getId();

        assertThat(round(session)).isEqualTo("/login/second");

        assertThat(session.getId()).isNotEqualTo(planted);
        assertThat(session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY))
                .isNull();
        assertThat(session.getAttribute(HalfSignedIn.ATTRIBUTE))
                .isEqualTo(new HalfSignedIn(
                        Objects.requireNonNull(person.userId()).value(),
                        account.userName(),
                        clock.instant().plus(HalfSignedIn.VALIDITY),
                        SignInMethod.OIDC));
    }

    @Test
    void a_code_after_the_password_and_one_after_the_provider_are_told_apart() {
        var until = clock.instant();

        assertThat(new HalfSignedIn(1, "kim", until).method(SignInMethod.RECOVERY))
                .isEqualTo(SignInMethod.RECOVERY);
        assertThat(new HalfSignedIn(1, "kim", until, SignInMethod.OIDC).method(SignInMethod.TOTP))
                .isEqualTo(SignInMethod.OIDC_CODE);
    }

    @Test
    void whoever_has_no_factor_is_in_at_once() throws Exception {
        PROVIDER.reset(clock);
        clock.advance(OidcProvider.KEPT);
        var person = accounts.account().administrator();
        identities.link(person, new ProvenIdentity(PROVIDER.issuer(), "without a factor", "", null));
        PROVIDER.says(token -> token.subject("without a factor"));

        assertThat(round(new MockHttpSession())).isEqualTo("/");
    }
}
