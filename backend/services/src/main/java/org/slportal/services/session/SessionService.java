package org.slportal.services.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SignInSessionId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.user.UserService;
import org.springframework.stereotype.Service;

/** One's own sign-ins, and those of the people one manages. */
@Service
public class SessionService {

    private final LiveSessions sessions;
    private final UserService users;
    private final Transactions transactions;
    private final EventRecorder events;

    public SessionService(LiveSessions sessions, UserService users, Transactions transactions, EventRecorder events) {
        this.sessions = sessions;
        this.users = users;
        this.transactions = transactions;
        this.events = events;
    }

    public List<SessionItem> own(Actor actor) {
        return sessions.of(self(actor));
    }

    /** A session of somebody else is unknown. */
    public void end(Actor actor, SignInSessionId id) {
        UserId user = self(actor);
        transactions.run(() -> {
            if (!sessions.end(user, id)) {
                throw PortalException.notFound();
            }
            recordOwn(actor, 1);
        });
    }

    /** @param keep the one this is asked from. @return how many ended */
    public int endOthers(Actor actor, @Nullable SignInSessionId keep) {
        UserId user = self(actor);
        return transactions.write(() -> {
            int ended = sessions.endAll(user, keep);
            if (ended > 0) {
                recordOwn(actor, ended);
            }
            return ended;
        });
    }

    public List<SessionItem> of(Actor actor, SmartAccountId account, UserId user) {
        users.requireManaged(actor, account, user);
        return sessions.of(user);
    }

    public void end(Actor actor, SmartAccountId account, UserId user, SignInSessionId id) {
        String userName = users.requireManaged(actor, account, user);
        transactions.run(() -> {
            if (!sessions.end(user, id)) {
                throw PortalException.notFound();
            }
            record(actor, account, userName, 1);
        });
    }

    public int endAll(Actor actor, SmartAccountId account, UserId user) {
        String userName = users.requireManaged(actor, account, user);
        return transactions.write(() -> {
            int ended = sessions.endAll(user, null);
            if (ended > 0) {
                record(actor, account, userName, ended);
            }
            return ended;
        });
    }

    private void recordOwn(Actor actor, int ended) {
        actor.grants().stream()
                .map(Actor.Grant::smartAccount)
                .distinct()
                .forEach((SmartAccountId account) -> record(actor, account, actor.name(), ended));
    }

    private void record(Actor actor, SmartAccountId account, String userName, int ended) {
        events.record(
                actor,
                NewEvent.done(
                        EventCode.SESSIONS_ENDED,
                        account,
                        null,
                        "user",
                        userName,
                        "quantity",
                        Integer.toString(ended)));
    }

    private static UserId self(Actor actor) {
        UserId user = actor.userId();
        if (user == null) {
            throw PortalException.notAllowed();
        }
        return user;
    }
}
