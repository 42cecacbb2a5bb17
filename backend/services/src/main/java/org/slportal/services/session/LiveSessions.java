package org.slportal.services.session;

import static org.slportal.db.jooq.Tables.SIGN_IN_SESSION;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SignInSessionId;
import org.slportal.domain.id.UserId;
import org.slportal.services.db.Transactions;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Component;

/**
 * The sign-ins as they are stored: one is alive as long as its row is there. The row's id is kept in the browser's session, on the
 * server; nothing of what the browser holds is kept in the row.
 */
@Component
public class LiveSessions {

    /** More at once are nobody's; the one used longest ago gives way. */
    static final int MAX_PER_PERSON = 20;

    static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);
    /** Longer than a session outlives its browser. */
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(2);

    private static final int MAX_ADDRESS = 45;
    private static final int MAX_AGENT = 300;
    private static final int AT_ONCE = 1_000;

    private final DSLContext sql;
    private final Transactions transactions;
    private final RealTime clock;

    public LiveSessions(DSLContext sql, Transactions transactions, RealTime clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
    }

    public SignInSessionId start(
            UserId user, SignInMethod method, @Nullable String address, @Nullable String userAgent) {
        Instant now = clock.instant();
        return transactions.write(() -> {
            List<SignInSessionId> surplus = sql.select(SIGN_IN_SESSION.SIGN_IN_SESSION_ID)
                    .from(SIGN_IN_SESSION)
                    .where(SIGN_IN_SESSION.APP_USER_ID.eq(user))
                    .orderBy(SIGN_IN_SESSION.LAST_USED_AT.desc(), SIGN_IN_SESSION.SIGN_IN_SESSION_ID.desc())
                    .offset(MAX_PER_PERSON - 1)
                    .limit(MAX_PER_PERSON)
                    .fetch(SIGN_IN_SESSION.SIGN_IN_SESSION_ID);
            if (!surplus.isEmpty()) {
                delete(SIGN_IN_SESSION.SIGN_IN_SESSION_ID.in(surplus));
            }
            return sql.insertInto(SIGN_IN_SESSION)
                    .set(SIGN_IN_SESSION.APP_USER_ID, user)
                    .set(SIGN_IN_SESSION.SIGN_IN_METHOD, method.name())
                    .set(SIGN_IN_SESSION.STARTED_AT, now)
                    .set(SIGN_IN_SESSION.LAST_USED_AT, now)
                    .set(SIGN_IN_SESSION.ORIGIN_ADDRESS, shortened(address, MAX_ADDRESS))
                    .set(SIGN_IN_SESSION.USER_AGENT, shortened(userAgent, MAX_AGENT))
                    .returning(SIGN_IN_SESSION.SIGN_IN_SESSION_ID)
                    .fetchSingle()
                    .getSignInSessionId();
        });
    }

    /** Whether it is still alive. Notes the use, once a minute at most. */
    public boolean use(SignInSessionId id) {
        Instant lastUsed = sql.select(SIGN_IN_SESSION.LAST_USED_AT)
                .from(SIGN_IN_SESSION)
                .where(SIGN_IN_SESSION.SIGN_IN_SESSION_ID.eq(id))
                .fetchOne(SIGN_IN_SESSION.LAST_USED_AT);
        if (lastUsed == null) {
            return false;
        }
        Instant now = clock.instant();
        Instant due = now.minus(BETWEEN_WRITES);
        if (!lastUsed.isAfter(due)) {
            transactions.run(() -> sql.update(SIGN_IN_SESSION)
                    .set(SIGN_IN_SESSION.LAST_USED_AT, now)
                    .where(SIGN_IN_SESSION.SIGN_IN_SESSION_ID.eq(id).and(SIGN_IN_SESSION.LAST_USED_AT.le(due)))
                    .execute());
        }
        return true;
    }

    /** Which of these are. One query for a thousand. */
    public Set<SignInSessionId> alive(Collection<SignInSessionId> ids) {
        Set<SignInSessionId> alive = new HashSet<>();
        List<SignInSessionId> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            alive.addAll(sql.select(SIGN_IN_SESSION.SIGN_IN_SESSION_ID)
                    .from(SIGN_IN_SESSION)
                    .where(SIGN_IN_SESSION.SIGN_IN_SESSION_ID.in(
                            all.subList(from, Math.min(all.size(), from + AT_ONCE))))
                    .fetch(SIGN_IN_SESSION.SIGN_IN_SESSION_ID));
        }
        return alive;
    }

    /** By signing out, or because nobody used it for too long. */
    public void end(SignInSessionId id) {
        transactions.run(() -> delete(SIGN_IN_SESSION.SIGN_IN_SESSION_ID.eq(id)));
    }

    /** In the transaction of what makes them end. @param keep stays alive. @return how many ended */
    public int endAll(UserId user, @Nullable SignInSessionId keep) {
        Transactions.requireTransaction();
        Condition condition = SIGN_IN_SESSION.APP_USER_ID.eq(user);
        return delete(keep == null ? condition : condition.and(SIGN_IN_SESSION.SIGN_IN_SESSION_ID.ne(keep)));
    }

    /** Those begun this way, in the transaction of what makes them end. @param keep stays alive. @return how many ended */
    public int endBegunBy(UserId user, Set<SignInMethod> methods, @Nullable SignInSessionId keep) {
        Transactions.requireTransaction();
        Condition condition = SIGN_IN_SESSION
                .APP_USER_ID
                .eq(user)
                .and(SIGN_IN_SESSION.SIGN_IN_METHOD.in(
                        methods.stream().map(SignInMethod::name).toList()));
        return delete(keep == null ? condition : condition.and(SIGN_IN_SESSION.SIGN_IN_SESSION_ID.ne(keep)));
    }

    boolean end(UserId user, SignInSessionId id) {
        Transactions.requireTransaction();
        return delete(SIGN_IN_SESSION.APP_USER_ID.eq(user).and(SIGN_IN_SESSION.SIGN_IN_SESSION_ID.eq(id))) == 1;
    }

    /** The one used last first; a person has {@value #MAX_PER_PERSON} at most. */
    List<SessionItem> of(UserId user) {
        return sql.select(
                        SIGN_IN_SESSION.SIGN_IN_SESSION_ID,
                        SIGN_IN_SESSION.SIGN_IN_METHOD,
                        SIGN_IN_SESSION.STARTED_AT,
                        SIGN_IN_SESSION.LAST_USED_AT,
                        SIGN_IN_SESSION.ORIGIN_ADDRESS,
                        SIGN_IN_SESSION.USER_AGENT)
                .from(SIGN_IN_SESSION)
                .where(SIGN_IN_SESSION.APP_USER_ID.eq(user))
                .orderBy(SIGN_IN_SESSION.LAST_USED_AT.desc(), SIGN_IN_SESSION.SIGN_IN_SESSION_ID.desc())
                .limit(MAX_PER_PERSON)
                .fetch(row -> new SessionItem(
                        row.value1(),
                        SignInMethod.valueOf(row.value2()),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6()));
    }

    /** Forgets what a node that is gone left behind. @return how many */
    public int purge() {
        Instant before = clock.instant().minus(FORGOTTEN_AFTER);
        return transactions.write(() -> sql.deleteFrom(SIGN_IN_SESSION)
                .where(SIGN_IN_SESSION.LAST_USED_AT.lt(before))
                .limit(AT_ONCE)
                .execute());
    }

    private int delete(Condition condition) {
        return sql.deleteFrom(SIGN_IN_SESSION).where(condition).execute();
    }

    private static String shortened(@Nullable String text, int max) {
        if (text == null) {
            return "";
        }
        String printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.length() <= max ? printable : printable.substring(0, max);
    }
}
