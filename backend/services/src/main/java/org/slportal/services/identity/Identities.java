package org.slportal.services.identity;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.USER_IDENTITY;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.UserIdentityId;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.lab.RealTime;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** The links as they are stored. Two unique keys decide who was first. */
@Component
class Identities {

    private static final int MAX_LABEL = 200;

    private final DSLContext sql;
    private final RealTime clock;
    private final OidcProperties properties;

    Identities(DSLContext sql, RealTime clock, OidcProperties properties) {
        this.sql = sql;
        this.clock = clock;
        this.properties = properties;
    }

    record Person(UserId id, String userName, boolean disabled) {}

    Optional<Person> personOf(ProvenIdentity proven) {
        return sql.select(APP_USER.APP_USER_ID, APP_USER.USER_NAME, APP_USER.DISABLED)
                .from(USER_IDENTITY)
                .join(APP_USER)
                .on(APP_USER.APP_USER_ID.eq(USER_IDENTITY.APP_USER_ID))
                .where(is(proven))
                .fetchOptional(row -> new Person(row.value1(), row.value2(), row.value3()));
    }

    /** Who can sign in and has this address; two are as good as many. @param address in lower case, ASCII */
    List<Person> withAddress(String address) {
        return sql.select(APP_USER.APP_USER_ID, APP_USER.USER_NAME)
                .from(APP_USER)
                .where(hasAddress(address))
                .limit(2)
                .fetch(row -> new Person(row.value1(), row.value2(), false));
    }

    /** The first condition is the index's, and takes accents for nothing; the second is exact. */
    private static Condition hasAddress(String address) {
        return APP_USER.EMAIL
                .eq(address)
                .and(DSL.lower(APP_USER.EMAIL).collate("utf8mb4_nopad_bin").eq(address))
                .and(APP_USER.DISABLED.isFalse());
    }

    /** Whoever links or unlinks for this person waits. */
    Person lock(UserId user) {
        Transactions.requireTransaction();
        return sql.select(APP_USER.APP_USER_ID, APP_USER.USER_NAME, APP_USER.DISABLED)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user))
                .forUpdate()
                .fetchSingle(row -> new Person(row.value1(), row.value2(), row.value3()));
    }

    boolean has(UserId user, String issuer) {
        return sql.fetchExists(USER_IDENTITY, USER_IDENTITY.APP_USER_ID.eq(user).and(USER_IDENTITY.ISSUER.eq(issuer)));
    }

    /** @throws PortalException CONFLICT if either side is linked already */
    void insert(UserId user, ProvenIdentity proven) {
        Transactions.requireTransaction();
        try {
            sql.insertInto(USER_IDENTITY)
                    .set(USER_IDENTITY.APP_USER_ID, user)
                    .set(USER_IDENTITY.ISSUER, proven.issuer())
                    .set(USER_IDENTITY.SUBJECT, proven.subject())
                    .set(USER_IDENTITY.LABEL, shortened(proven.label()))
                    .set(USER_IDENTITY.LINKED_AT, clock.instant())
                    .execute();
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            if (Constraint.violated(e, "uq_user_identity_subject")) {
                throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.IDENTITY_TAKEN)
                        .causedBy(e);
            }
            if (Constraint.violated(e, "uq_user_identity_person")) {
                throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.IDENTITY_PRESENT)
                        .causedBy(e);
            }
            throw e;
        }
    }

    void used(ProvenIdentity proven) {
        Transactions.requireTransaction();
        sql.update(USER_IDENTITY)
                .set(USER_IDENTITY.LAST_USED_AT, clock.instant())
                .where(is(proven))
                .execute();
    }

    /** @return what it was; empty if it is not this person's */
    Optional<IdentityItem> delete(UserId user, UserIdentityId id) {
        Transactions.requireTransaction();
        Optional<IdentityItem> item =
                of(user).stream().filter(one -> one.id().equals(id)).findFirst();
        return item.filter(one -> sql.deleteFrom(USER_IDENTITY)
                        .where(USER_IDENTITY.USER_IDENTITY_ID.eq(id).and(USER_IDENTITY.APP_USER_ID.eq(user)))
                        .execute()
                == 1);
    }

    /** One for each provider the portal ever had. */
    List<IdentityItem> of(UserId user) {
        return sql.select(
                        USER_IDENTITY.USER_IDENTITY_ID,
                        USER_IDENTITY.ISSUER,
                        USER_IDENTITY.LABEL,
                        USER_IDENTITY.LINKED_AT,
                        USER_IDENTITY.LAST_USED_AT)
                .from(USER_IDENTITY)
                .where(USER_IDENTITY.APP_USER_ID.eq(user))
                .orderBy(USER_IDENTITY.LINKED_AT.desc(), USER_IDENTITY.USER_IDENTITY_ID.desc())
                .fetch(row -> new IdentityItem(
                        row.value1(),
                        properties.displayName(row.value2()),
                        row.value3(),
                        row.value2().equals(properties.issuer()),
                        row.value4(),
                        row.value5()));
    }

    private static Condition is(ProvenIdentity proven) {
        return USER_IDENTITY.ISSUER.eq(proven.issuer()).and(USER_IDENTITY.SUBJECT.eq(proven.subject()));
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.length() <= MAX_LABEL ? printable : printable.substring(0, MAX_LABEL - 1) + "…";
    }
}
