package org.slportal.services.identity;

import static org.slportal.db.jooq.Tables.ROLE_GRANT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.domain.id.SignInSessionId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.UserIdentityId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorKind;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.event.Outcome;
import org.slportal.services.factor.Factors;
import org.slportal.services.factor.SignInLetters;
import org.slportal.services.lab.RealTime;
import org.slportal.services.session.LiveSessions;
import org.slportal.services.session.SignInMethod;
import org.slportal.services.user.AttemptThrottle;
import org.slportal.services.user.PasswordConfirmation;
import org.slportal.services.user.UserService;
import org.springframework.stereotype.Service;

/**
 * Sign-in by an OpenID Connect provider. It signs in people who are here already and never makes any; whom it means is decided by a
 * link, made by the person, or, where the operator wants it, by the one verified e-mail address.
 */
@Service
public class IdentityService {

    static final int REFUSED_PER_ADDRESS = 30;
    static final Duration ADDRESS_WINDOW = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(IdentityService.class);
    private static final Set<SignInMethod> METHODS = Set.of(SignInMethod.OIDC, SignInMethod.OIDC_CODE);

    private final DSLContext sql;
    private final Transactions transactions;
    private final OidcProperties properties;
    private final Identities identities;
    private final Factors factors;
    private final PasswordConfirmation confirmation;
    private final UserService users;
    private final LiveSessions sessions;
    private final SignInLetters letters;
    private final EventRecorder events;
    private final AttemptThrottle throttle;

    IdentityService(
            DSLContext sql,
            Transactions transactions,
            RealTime clock,
            OidcProperties properties,
            Identities identities,
            Factors factors,
            PasswordConfirmation confirmation,
            UserService users,
            LiveSessions sessions,
            SignInLetters letters,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.properties = properties;
        this.identities = identities;
        this.factors = factors;
        this.confirmation = confirmation;
        this.users = users;
        this.sessions = sessions;
        this.letters = letters;
        this.events = events;
        this.throttle = new AttemptThrottle(clock.source(), REFUSED_PER_ADDRESS, ADDRESS_WINDOW);
    }

    public IdentitySignIn signIn(ProvenIdentity proven, @Nullable String address) {
        // 1. Whoever was refused often waits: each refusal may write into the event log.
        Duration wait = throttle.waitFor(address);
        if (!wait.isZero()) {
            return new IdentitySignIn.Throttled(wait);
        }
        if (!proven.issuer().equals(properties.issuer()) || !proven.isUsable()) {
            log.warn("A sign-in by {} was refused: its subject or its issuer cannot be", properties.issuer());
            throttle.failed(address);
            return new IdentitySignIn.Refused();
        }

        // 2. Whom it is linked to, or may be linked to now.
        Optional<Identities.Person> found = identities.personOf(proven);
        if (found.isEmpty() && properties.linkByEmail()) {
            found = linkByEmail(proven, address);
        }
        if (found.isEmpty()) {
            log.info("A sign-in by {} was refused: it is linked to nobody", properties.issuer());
            throttle.failed(address);
            return new IdentitySignIn.Refused();
        }
        Identities.Person person = found.get();
        Actor actor = actor(person, address);
        if (person.disabled()) {
            throttle.failed(address);
            transactions.run(
                    () -> record(actor, person.id(), EventCode.PROVIDER_SIGN_IN_REFUSED, Outcome.REFUSED, null));
            return new IdentitySignIn.Refused();
        }

        // 3. A lock after wrong passwords does not hold here: nothing can be guessed, and who guesses passwords must
        // not
        // be able to keep people out.
        boolean secondStep = properties.secondStep() && factors.any(person.id());
        transactions.run(() -> {
            identities.used(proven);
            if (!secondStep) {
                record(actor, person.id(), EventCode.SIGNED_IN_BY_PROVIDER, Outcome.DONE, null);
            }
        });
        return secondStep
                ? new IdentitySignIn.SecondStepNeeded(person.id(), person.userName())
                : new IdentitySignIn.SignedIn(person.id(), person.userName());
    }

    /** Whether a verified address could link this sign-in: only then is it worth asking the provider for one. */
    public boolean wantsAddress(String issuer, String subject) {
        return properties.linkByEmail()
                && identities
                        .personOf(new ProvenIdentity(issuer, subject, "", null))
                        .isEmpty();
    }

    /** @return the one person who can sign in, has the address, and no link to this provider yet */
    private Optional<Identities.Person> linkByEmail(ProvenIdentity proven, @Nullable String address) {
        Optional<String> email = proven.address();
        if (email.isEmpty()) {
            return Optional.empty();
        }
        List<Identities.Person> candidates = identities.withAddress(email.get());
        if (candidates.size() != 1) {
            refuse(candidates, address);
            return Optional.empty();
        }
        UserId id = candidates.getFirst().id();
        try {
            return transactions.write(() -> {
                // Of two first sign-ins at once, the second finds what the first has linked.
                identities.lock(id);
                Optional<Identities.Person> linked = identities.personOf(proven);
                if (linked.isPresent()) {
                    return linked;
                }
                // What was true before the lock may not be any more.
                List<Identities.Person> still = identities.withAddress(email.get());
                if (still.size() != 1 || !still.getFirst().id().equals(id) || identities.has(id, proven.issuer())) {
                    refuse(still, address);
                    return Optional.empty();
                }
                link(actor(still.getFirst(), address), id, proven);
                return Optional.of(still.getFirst());
            });
        } catch (PortalException linkedElsewhere) {
            // Somebody linked the same sign-in to themselves at the same moment: it is theirs.
            return identities.personOf(proven);
        }
    }

    private void refuse(List<Identities.Person> candidates, @Nullable String address) {
        transactions.run(() -> candidates.forEach(person -> record(
                actor(person, address), person.id(), EventCode.PROVIDER_SIGN_IN_REFUSED, Outcome.REFUSED, null)));
    }

    public List<IdentityItem> own(Actor actor) {
        return identities.of(self(actor));
    }

    /** Before somebody is sent to the provider to link what they sign in with there. */
    public void prepareLink(Actor actor, String password) {
        UserId user = confirmation.require(actor, "password", password);
        if (!properties.isOn()) {
            throw PortalException.notFound();
        }
        if (identities.has(user, properties.issuer())) {
            throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.IDENTITY_PRESENT);
        }
    }

    /** The caller has seen to it that this person asked for it, with their password, moments ago. */
    public void link(Actor actor, ProvenIdentity proven) {
        UserId user = self(actor);
        if (!proven.issuer().equals(properties.issuer()) || !proven.isUsable()) {
            throw PortalException.notAllowed();
        }
        transactions.run(() -> {
            if (identities.lock(user).disabled()) {
                throw PortalException.notAllowed();
            }
            if (identities.has(user, proven.issuer())) {
                throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.IDENTITY_PRESENT);
            }
            link(actor, user, proven);
        });
    }

    private void link(Actor actor, UserId user, ProvenIdentity proven) {
        identities.insert(user, proven);
        letters.identityLinked(user, properties.displayName());
        record(actor, user, EventCode.IDENTITY_LINKED, Outcome.DONE, proven.label());
    }

    /** And ends the sessions it began. @param keep the one this is asked from */
    public void unlink(Actor actor, UserIdentityId id, String password, @Nullable SignInSessionId keep) {
        UserId user = confirmation.require(actor, "password", password);
        transactions.run(() -> {
            IdentityItem gone = identities.delete(user, id).orElseThrow(PortalException::notFound);
            sessions.endBegunBy(user, METHODS, keep);
            events.recordAll(
                    actor,
                    accounts(user).stream()
                            .map(account -> unlinked(account, actor.name(), gone))
                            .toList());
        });
    }

    public List<IdentityItem> of(Actor actor, SmartAccountId account, UserId user) {
        users.requireManaged(actor, account, user);
        return identities.of(user);
    }

    /** Like a new password: only by who manages all of the person's accounts. */
    public void unlink(Actor actor, SmartAccountId account, UserId user, UserIdentityId id) {
        String userName = users.requireManaged(actor, account, user);
        transactions.run(() -> {
            IdentityItem gone = identities.delete(user, id).orElseThrow(PortalException::notFound);
            sessions.endBegunBy(user, METHODS, null);
            events.record(actor, unlinked(account, userName, gone));
        });
    }

    private static NewEvent unlinked(SmartAccountId account, String userName, IdentityItem gone) {
        return NewEvent.done(
                EventCode.IDENTITY_UNLINKED,
                account,
                null,
                "user",
                userName,
                "provider",
                gone.provider(),
                "name",
                gone.label());
    }

    /** In the event log of each account the person belongs to. */
    private void record(Actor actor, UserId user, EventCode code, Outcome outcome, @Nullable String label) {
        var parameters = new java.util.LinkedHashMap<String, String>();
        parameters.put("user", actor.name());
        parameters.put("provider", properties.displayName());
        if (label != null) {
            parameters.put("name", label);
        }
        events.recordAll(
                actor,
                accounts(user).stream()
                        .map((SmartAccountId account) ->
                                new NewEvent(code, outcome, account, null, parameters, null, null))
                        .toList());
    }

    private List<SmartAccountId> accounts(UserId user) {
        return sql.selectDistinct(ROLE_GRANT.SMART_ACCOUNT_ID)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.APP_USER_ID.eq(user))
                .fetch(ROLE_GRANT.SMART_ACCOUNT_ID);
    }

    private static Actor actor(Identities.Person person, @Nullable String address) {
        return new Actor(ActorKind.USER, person.id(), person.userName(), List.of(), address);
    }

    private static UserId self(Actor actor) {
        UserId user = actor.userId();
        if (user == null) {
            throw PortalException.notAllowed();
        }
        return user;
    }
}
