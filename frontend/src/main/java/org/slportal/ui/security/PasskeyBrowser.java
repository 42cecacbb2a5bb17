package org.slportal.ui.security;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.UserId;
import org.slportal.services.PortalProperties;
import org.slportal.services.factor.PasskeyChallenge;
import org.slportal.services.factor.PasskeyHost;
import org.slportal.services.factor.Passkeys;
import org.slportal.services.user.SignInResult;
import org.slportal.services.user.SignInService;

/** Between a page and the authenticator: under which name the portal was reached, and what the browser answers. */
@org.springframework.stereotype.Component
public class PasskeyBrowser {

    private static final String MAKE = """
            return navigator.credentials
              .create({publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse($0))})
              .then(made => JSON.stringify(made.toJSON()))""";
    private static final String SIGN = """
            return navigator.credentials
              .get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse($0))})
              .then(signed => JSON.stringify(signed.toJSON()))""";

    private final Passkeys passkeys;
    private final SignInService signIn;
    private final PortalProperties properties;

    public PasskeyBrowser(Passkeys passkeys, SignInService signIn, PortalProperties properties) {
        this.passkeys = passkeys;
        this.signIn = signIn;
        this.properties = properties;
    }

    /** Empty where no passkey can be used, such as under an address in place of a name. */
    public Optional<PasskeyHost> host() {
        HttpServletRequest request = VaadinServletRequest.getCurrent().getHttpServletRequest();
        return PasskeyHost.of(
                request.getScheme(), request.getServerName(), request.getServerPort(), properties.hostNames());
    }

    public PasskeyChallenge challenge(PasskeyHost host) {
        return passkeys.challenge(host);
    }

    /** Whether the person can answer the second step with one, here. */
    boolean answers(UserId user) {
        return host().filter(host -> passkeys.any(user, host)).isPresent();
    }

    public static void make(
            Component page, String options, SerializableConsumer<String> answer, SerializableRunnable given) {
        page.getElement().executeJs(MAKE, options).then(String.class, answer, fault -> given.run());
    }

    /** @param half whose password was right, null without one. @param given up, by the person or the browser */
    void sign(
            Component page,
            @Nullable UserId half,
            SerializableConsumer<SignInResult> answer,
            SerializableRunnable given) {
        Optional<PasskeyHost> host = host();
        if (host.isEmpty()) {
            given.run();
            return;
        }
        PasskeyChallenge challenge = passkeys.challenge(host.get());
        page.getElement()
                .executeJs(SIGN, passkeys.question(challenge, half))
                .then(
                        String.class,
                        text -> answer.accept(signIn.passkey(
                                challenge,
                                text,
                                half,
                                VaadinServletRequest.getCurrent().getRemoteAddr())),
                        fault -> given.run());
    }

    String userName(UserId user) {
        return signIn.userName(user);
    }
}
