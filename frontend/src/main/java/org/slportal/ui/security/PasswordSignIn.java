package org.slportal.ui.security;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.services.lab.RealTime;
import org.slportal.services.user.SignInResult;
import org.slportal.services.user.SignInService;
import org.slportal.ui.security.SignInRefusal.Reason;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Hands user name and password to the sign-in service, which also locks and throttles. */
final class PasswordSignIn implements AuthenticationProvider {

    private final SignInService signIn;
    private final RealTime clock;

    PasswordSignIn(SignInService signIn, RealTime clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String userName = attempt.getName();
        String password = attempt.getCredentials() instanceof String text ? text : "";
        return switch (signIn.signIn(userName, password, address(attempt))) {
            case SignInResult.SignedIn(var id) ->
                UsernamePasswordAuthenticationToken.authenticated(
                        new PortalUser(id.value(), userName), null, List.of(new SimpleGrantedAuthority("ROLE_USER")));
            case SignInResult.SecondFactorNeeded(var id) -> throw new SecondStepNeeded(id, userName);
            case SignInResult.Refused() -> throw new SignInRefusal(Reason.REFUSED, Duration.ZERO);
            case SignInResult.Locked(var until) ->
                throw new SignInRefusal(Reason.LOCKED, Duration.between(clock.instant(), until));
            case SignInResult.Throttled(var retryAfter) -> throw new SignInRefusal(Reason.THROTTLED, retryAfter);
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private static @Nullable String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : null;
    }
}
