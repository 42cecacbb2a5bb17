package org.slportal.services.tag;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.LICENSE_TAG;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;
import static org.slportal.db.jooq.Tables.TAG;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT_TAG;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TagId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Makes labels, and puts them on Virtual Accounts and on licences. A label is the account's: whoever sees the account may read them. */
@Service
public class TagService {

    /** So few that they are all read at once. */
    public static final int MAX_TAGS = 200;

    private static final int MAX_NAME = 60;

    private final DSLContext sql;
    private final Transactions transactions;
    private final AccountService accounts;
    private final EventRecorder events;

    TagService(DSLContext sql, Transactions transactions, AccountService accounts, EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.accounts = accounts;
        this.events = events;
    }

    /** All of them, by name. */
    public List<Tag> list(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        return sql.select(TAG.TAG_ID, TAG.NAME, TAG.COLOUR)
                .from(TAG)
                .where(TAG.SMART_ACCOUNT_ID.eq(account))
                .orderBy(TAG.NAME)
                .fetch(row -> new Tag(row.value1(), row.value2(), TagColour.valueOf(row.value3())));
    }

    public TagId create(Actor actor, SmartAccountId account, @Nullable String name, TagColour colour) {
        actor.require(Permission.MANAGE_LICENSES, account, null);
        String clean = Checks.required("name", name, MAX_NAME);
        return transactions.write(() -> {
            // One after the other, so that the limit holds.
            sql.select(SMART_ACCOUNT.SMART_ACCOUNT_ID)
                    .from(SMART_ACCOUNT)
                    .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                    .forUpdate()
                    .fetch();
            if (sql.fetchCount(TAG, TAG.SMART_ACCOUNT_ID.eq(account)) >= MAX_TAGS) {
                throw PortalException.conflict("name", ErrorReason.TAG_TOO_MANY, MAX_TAGS);
            }
            TagId id = unlessNameTaken(
                    clean,
                    () -> sql.insertInto(TAG)
                            .set(TAG.SMART_ACCOUNT_ID, account)
                            .set(TAG.NAME, clean)
                            .set(TAG.COLOUR, colour.name())
                            .returning(TAG.TAG_ID)
                            .fetchSingle()
                            .getTagId());
            events.record(actor, NewEvent.done(EventCode.TAG_CREATED, account, null, "tag", clean));
            return id;
        });
    }

    public void change(Actor actor, TagId tag, @Nullable String name, TagColour colour) {
        Owned owned = require(actor, tag);
        String clean = Checks.required("name", name, MAX_NAME);
        transactions.run(() -> {
            unlessNameTaken(
                    clean,
                    () -> sql.update(TAG)
                            .set(TAG.NAME, clean)
                            .set(TAG.COLOUR, colour.name())
                            .where(TAG.TAG_ID.eq(tag))
                            .execute());
            events.record(
                    actor,
                    NewEvent.done(EventCode.TAG_CHANGED, owned.account(), null, "tag", clean, "before", owned.name()));
        });
    }

    /** It also comes off everything it is on. */
    public void delete(Actor actor, TagId tag) {
        Owned owned = require(actor, tag);
        transactions.run(() -> {
            if (sql.deleteFrom(TAG).where(TAG.TAG_ID.eq(tag)).execute() > 0) {
                events.record(actor, NewEvent.done(EventCode.TAG_DELETED, owned.account(), null, "tag", owned.name()));
            }
        });
    }

    private record Owned(SmartAccountId account, String name) {}

    private Owned require(Actor actor, TagId tag) {
        Owned owned = sql.select(TAG.SMART_ACCOUNT_ID, TAG.NAME)
                .from(TAG)
                .where(TAG.TAG_ID.eq(tag))
                .fetchOne(row -> new Owned(row.value1(), row.value2()));
        if (owned == null) {
            throw PortalException.notFound();
        }
        actor.require(Permission.MANAGE_LICENSES, owned.account(), null);
        return owned;
    }

    /** The labels of a licence in a Virtual Account, by name. */
    public List<Tag> ofLicense(Actor actor, VirtualAccountId pool, LicenseId license) {
        accounts.require(actor, Permission.VIEW, pool);
        return sql.select(TAG.TAG_ID, TAG.NAME, TAG.COLOUR)
                .from(LICENSE_TAG)
                .join(TAG)
                .on(TAG.TAG_ID.eq(LICENSE_TAG.TAG_ID))
                .where(LICENSE_TAG.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_TAG.LICENSE_ID.eq(license)))
                .orderBy(TAG.NAME)
                .fetch(row -> new Tag(row.value1(), row.value2(), TagColour.valueOf(row.value3())));
    }

    /** The labels of these licences in a Virtual Account, each one's by name; a licence without any is not there. */
    public Map<LicenseId, List<Tag>> ofLicenses(Actor actor, VirtualAccountId pool, Collection<LicenseId> licenses) {
        accounts.require(actor, Permission.VIEW, pool);
        if (licenses.isEmpty()) {
            return Map.of();
        }
        return sql.select(LICENSE_TAG.LICENSE_ID, TAG.TAG_ID, TAG.NAME, TAG.COLOUR)
                .from(LICENSE_TAG)
                .join(TAG)
                .on(TAG.TAG_ID.eq(LICENSE_TAG.TAG_ID))
                .where(LICENSE_TAG.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_TAG.LICENSE_ID.in(licenses)))
                .orderBy(TAG.NAME)
                .fetchGroups(
                        LICENSE_TAG.LICENSE_ID,
                        row -> new Tag(row.value2(), row.value3(), TagColour.valueOf(row.value4())));
    }

    /** The labels of a Virtual Account, by name. */
    public List<Tag> ofVirtualAccount(Actor actor, VirtualAccountId pool) {
        accounts.require(actor, Permission.VIEW, pool);
        return sql.select(TAG.TAG_ID, TAG.NAME, TAG.COLOUR)
                .from(VIRTUAL_ACCOUNT_TAG)
                .join(TAG)
                .on(TAG.TAG_ID.eq(VIRTUAL_ACCOUNT_TAG.TAG_ID))
                .where(VIRTUAL_ACCOUNT_TAG.VIRTUAL_ACCOUNT_ID.eq(pool))
                .orderBy(TAG.NAME)
                .fetch(row -> new Tag(row.value1(), row.value2(), TagColour.valueOf(row.value3())));
    }

    /** The labels of these Virtual Accounts, as far as the actor may look into them, each one's by name. */
    public Map<VirtualAccountId, List<Tag>> ofVirtualAccounts(
            Actor actor, SmartAccountId account, Collection<VirtualAccountId> pools) {
        actor.requireAnywhere(Permission.VIEW, account);
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        List<VirtualAccountId> visible = pools.stream()
                .filter(pool -> limited == null || limited.contains(pool))
                .toList();
        if (visible.isEmpty()) {
            return Map.of();
        }
        return sql.select(VIRTUAL_ACCOUNT_TAG.VIRTUAL_ACCOUNT_ID, TAG.TAG_ID, TAG.NAME, TAG.COLOUR)
                .from(VIRTUAL_ACCOUNT_TAG)
                .join(TAG)
                .on(TAG.TAG_ID.eq(VIRTUAL_ACCOUNT_TAG.TAG_ID))
                .where(VIRTUAL_ACCOUNT_TAG
                        .SMART_ACCOUNT_ID
                        .eq(account)
                        .and(VIRTUAL_ACCOUNT_TAG.VIRTUAL_ACCOUNT_ID.in(visible)))
                .orderBy(TAG.NAME)
                .fetchGroups(
                        VIRTUAL_ACCOUNT_TAG.VIRTUAL_ACCOUNT_ID,
                        row -> new Tag(row.value2(), row.value3(), TagColour.valueOf(row.value4())));
    }

    /** Puts exactly these on a licence of the Virtual Account. */
    public void tagLicense(Actor actor, VirtualAccountId pool, LicenseId license, Collection<TagId> tags) {
        SmartAccountId account = accounts.require(actor, Permission.MANAGE_LICENSES, pool);
        transactions.run(() -> {
            String name = sql.select(LICENSE.NAME)
                    .from(LICENSE_POOL)
                    .join(LICENSE)
                    .on(LICENSE.LICENSE_ID.eq(LICENSE_POOL.LICENSE_ID))
                    .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_POOL.LICENSE_ID.eq(license)))
                    .forUpdate()
                    .fetchOne(LICENSE.NAME);
            if (name == null) {
                throw PortalException.notFound();
            }
            List<Tag> chosen = own(account, tags);
            sql.deleteFrom(LICENSE_TAG)
                    .where(LICENSE_TAG.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_TAG.LICENSE_ID.eq(license)))
                    .execute();
            chosen.forEach(tag -> sql.insertInto(LICENSE_TAG)
                    .set(LICENSE_TAG.TAG_ID, tag.id())
                    .set(LICENSE_TAG.SMART_ACCOUNT_ID, account)
                    .set(LICENSE_TAG.VIRTUAL_ACCOUNT_ID, pool)
                    .set(LICENSE_TAG.LICENSE_ID, license)
                    .execute());
            events.record(
                    actor,
                    NewEvent.done(EventCode.LICENSE_TAGS_CHANGED, account, pool, "license", name, "tags", names(chosen))
                            .about(license));
        });
    }

    /** Puts exactly these on the Virtual Account. */
    public void tagVirtualAccount(Actor actor, VirtualAccountId pool, Collection<TagId> tags) {
        SmartAccountId account = accounts.require(actor, Permission.VIEW, pool);
        actor.require(Permission.MANAGE_VIRTUAL_ACCOUNTS, account, null);
        transactions.run(() -> {
            List<Tag> chosen = own(account, tags);
            sql.deleteFrom(VIRTUAL_ACCOUNT_TAG)
                    .where(VIRTUAL_ACCOUNT_TAG.VIRTUAL_ACCOUNT_ID.eq(pool))
                    .execute();
            chosen.forEach(tag -> sql.insertInto(VIRTUAL_ACCOUNT_TAG)
                    .set(VIRTUAL_ACCOUNT_TAG.TAG_ID, tag.id())
                    .set(VIRTUAL_ACCOUNT_TAG.SMART_ACCOUNT_ID, account)
                    .set(VIRTUAL_ACCOUNT_TAG.VIRTUAL_ACCOUNT_ID, pool)
                    .onDuplicateKeyIgnore()
                    .execute());
            events.record(
                    actor, NewEvent.done(EventCode.VIRTUAL_ACCOUNT_TAGS_CHANGED, account, pool, "tags", names(chosen)));
        });
    }

    /** A label of another account is unknown. */
    private List<Tag> own(SmartAccountId account, Collection<TagId> tags) {
        Set<TagId> named = Set.copyOf(tags);
        List<Tag> found = sql.select(TAG.TAG_ID, TAG.NAME, TAG.COLOUR)
                .from(TAG)
                .where(TAG.SMART_ACCOUNT_ID.eq(account).and(TAG.TAG_ID.in(named)))
                .orderBy(TAG.NAME)
                .fetch(row -> new Tag(row.value1(), row.value2(), TagColour.valueOf(row.value3())));
        if (found.size() != named.size()) {
            throw PortalException.notFound();
        }
        return found;
    }

    private static String names(List<Tag> tags) {
        return tags.isEmpty() ? "–" : tags.stream().map(Tag::name).collect(Collectors.joining(", "));
    }

    private static <T> T unlessNameTaken(String name, java.util.function.Supplier<T> act) {
        try {
            return act.get();
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            if (Constraint.violated(e, "uq_tag_name")) {
                throw PortalException.conflict("name", ErrorReason.TAG_NAME_TAKEN, name)
                        .causedBy(e);
            }
            throw e;
        }
    }
}
