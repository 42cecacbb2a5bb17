package org.slportal.services.agreement;

import static org.slportal.db.jooq.Tables.AGREEMENT;
import static org.slportal.db.jooq.Tables.AGREEMENT_ACCEPTANCE;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.AgreementId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.PlatformAdministrators;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Service;

/**
 * Agreements and who accepted them. Versions are published for the whole installation and never change; each account accepts the newest
 * for itself. Nothing is withheld from an account that has not accepted: an alert reminds it.
 */
@Service
public class AgreementService {

    /** The one shipped with the portal. */
    public static final String PRACTICE = "PRACTICE";

    private static final int MAX_CODE = 40;
    private static final int MAX_NAME = 120;
    private static final int MAX_TEXT = 200_000;
    private static final int LISTED = 200;

    private static final Field<Boolean> CURRENT = DSL.field(DSL.notExists(DSL.selectOne()
            .from(AGREEMENT.as("newer"))
            .where(AGREEMENT
                    .as("newer")
                    .CODE
                    .eq(AGREEMENT.CODE)
                    .and(AGREEMENT.as("newer").VERSION.gt(AGREEMENT.VERSION)))));

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final EventRecorder events;
    private final AgreementAlerts alerts;
    private final PlatformAdministrators platform;

    AgreementService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            EventRecorder events,
            AgreementAlerts alerts,
            PlatformAdministrators platform) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.events = events;
        this.alerts = alerts;
        this.platform = platform;
    }

    /** Publishes the agreement shipped with the portal, once. */
    public void loadShipped() {
        transactions.run(() -> {
            if (!sql.fetchExists(AGREEMENT, AGREEMENT.CODE.eq(PRACTICE))) {
                publishVersion(new NewAgreement(
                        PRACTICE,
                        "Practice Agreement",
                        "실습 이용 계약",
                        shipped("practice.en.txt"),
                        shipped("practice.ko.txt"),
                        null));
            }
        });
    }

    /** Publishes a further version of an agreement, or a new one, for all accounts. @param account in whose log it stands */
    public AgreementId publish(Actor actor, SmartAccountId account, NewAgreement asked) {
        requireMember(actor, account);
        platform.require(actor);
        NewAgreement clean = new NewAgreement(
                Checks.required("code", asked.code(), MAX_CODE),
                Checks.required("nameEnglish", asked.nameEnglish(), MAX_NAME),
                Checks.required("nameKorean", asked.nameKorean(), MAX_NAME),
                text("textEnglish", asked.textEnglish()),
                text("textKorean", asked.textKorean()),
                asked.dueAt());
        return transactions.write(() -> {
            AgreementId id = publishVersion(clean);
            events.record(
                    actor,
                    NewEvent.done(
                            EventCode.AGREEMENT_PUBLISHED,
                            account,
                            null,
                            "agreement",
                            clean.nameEnglish(),
                            "version",
                            Integer.toString(sql.select(AGREEMENT.VERSION)
                                    .from(AGREEMENT)
                                    .where(AGREEMENT.AGREEMENT_ID.eq(id))
                                    .fetchSingle(AGREEMENT.VERSION))));
            return id;
        });
    }

    private AgreementId publishVersion(NewAgreement asked) {
        Integer last = sql.select(DSL.max(AGREEMENT.VERSION))
                .from(AGREEMENT)
                .where(AGREEMENT.CODE.eq(asked.code()))
                .fetchOne(0, Integer.class);
        int version = last == null ? 1 : last + 1;
        AgreementId id = sql.insertInto(AGREEMENT)
                .set(AGREEMENT.CODE, asked.code())
                .set(AGREEMENT.VERSION, version)
                .set(AGREEMENT.NAME_EN, asked.nameEnglish())
                .set(AGREEMENT.NAME_KO, asked.nameKorean())
                .set(AGREEMENT.TEXT_EN, asked.textEnglish())
                .set(AGREEMENT.TEXT_KO, asked.textKorean())
                .set(AGREEMENT.PUBLISHED_AT, clock.instant())
                .set(AGREEMENT.DUE_AT, asked.dueAt())
                .returning(AGREEMENT.AGREEMENT_ID)
                .fetchSingle()
                .getAgreementId();
        Condition acceptedOlder = DSL.exists(DSL.selectOne()
                .from(AGREEMENT_ACCEPTANCE)
                .join(AGREEMENT)
                .on(AGREEMENT.AGREEMENT_ID.eq(AGREEMENT_ACCEPTANCE.AGREEMENT_ID))
                .where(AGREEMENT_ACCEPTANCE
                        .SMART_ACCOUNT_ID
                        .eq(SMART_ACCOUNT.SMART_ACCOUNT_ID)
                        .and(AGREEMENT.CODE.eq(asked.code()))));
        alerts.raise(AlertCode.AGREEMENT_UPDATED, asked.code(), asked.dueAt(), acceptedOlder);
        alerts.raise(AlertCode.AGREEMENT_PENDING, asked.code(), asked.dueAt(), DSL.not(acceptedOlder));
        return id;
    }

    /** All versions, the newest of each agreement first, for everybody who belongs to the account. */
    public List<AgreementItem> list(Actor actor, SmartAccountId account) {
        requireMember(actor, account);
        return withAcceptance(account)
                .orderBy(AGREEMENT.CODE, AGREEMENT.VERSION.desc())
                .limit(LISTED)
                .fetch(AgreementService::item);
    }

    public AgreementDetail read(Actor actor, SmartAccountId account, AgreementId agreement) {
        requireMember(actor, account);
        var row = withAcceptance(account)
                .where(AGREEMENT.AGREEMENT_ID.eq(agreement))
                .fetchOne();
        if (row == null) {
            throw PortalException.notFound();
        }
        return new AgreementDetail(item(row), row.get(AGREEMENT.TEXT_EN), row.get(AGREEMENT.TEXT_KO));
    }

    /** Accepts the newest version for the account. Accepted by somebody else meanwhile: nothing more happens. */
    public void accept(Actor actor, SmartAccountId account, AgreementId agreement) {
        actor.require(Permission.ACCEPT_AGREEMENTS, account, null);
        transactions.run(() -> {
            AgreementItem item = read(actor, account, agreement).item();
            if (!item.current()) {
                throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.AGREEMENT_NOT_CURRENT);
            }
            record(actor, account, item);
        });
    }

    /** Whether the actor may publish for all accounts. */
    public boolean mayPublish(Actor actor) {
        return platform.includes(actor);
    }

    /** What whoever sets the portal up accepts; for everybody, as the set-up itself. */
    public List<AgreementDetail> current() {
        return sql.select(
                        AGREEMENT.AGREEMENT_ID,
                        AGREEMENT.CODE,
                        AGREEMENT.VERSION,
                        AGREEMENT.NAME_EN,
                        AGREEMENT.NAME_KO,
                        AGREEMENT.TEXT_EN,
                        AGREEMENT.TEXT_KO,
                        AGREEMENT.PUBLISHED_AT,
                        AGREEMENT.DUE_AT)
                .from(AGREEMENT)
                .where(CURRENT)
                .orderBy(AGREEMENT.CODE)
                .limit(LISTED)
                .fetch(row -> new AgreementDetail(
                        new AgreementItem(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                true,
                                row.value8(),
                                row.value9(),
                                null,
                                null),
                        row.value6(),
                        row.value7()));
    }

    /** What is current when an account is made is accepted with the set-up, which shows it. In the set-up's transaction. */
    public void acceptAtSetUp(Actor administrator, SmartAccountId account) {
        Transactions.requireTransaction();
        withAcceptance(account)
                .where(CURRENT)
                .fetch(AgreementService::item)
                .forEach(item -> record(administrator, account, item));
    }

    private void record(Actor actor, SmartAccountId account, AgreementItem item) {
        int accepted = sql.insertInto(AGREEMENT_ACCEPTANCE)
                .set(AGREEMENT_ACCEPTANCE.AGREEMENT_ID, item.id())
                .set(AGREEMENT_ACCEPTANCE.SMART_ACCOUNT_ID, account)
                .set(AGREEMENT_ACCEPTANCE.ACCEPTED_BY, actor.name())
                .set(AGREEMENT_ACCEPTANCE.ORIGIN_ADDRESS, actor.originAddress())
                .set(AGREEMENT_ACCEPTANCE.ACCEPTED_AT, clock.instant())
                .onDuplicateKeyIgnore()
                .execute();
        if (accepted == 0) {
            return;
        }
        alerts.clear(account, item.code());
        events.record(
                actor,
                NewEvent.done(
                        EventCode.AGREEMENT_ACCEPTED,
                        account,
                        null,
                        "agreement",
                        item.nameEnglish(),
                        "version",
                        Integer.toString(item.version())));
    }

    private SelectOnConditionStep<? extends Record> withAcceptance(SmartAccountId account) {
        return sql.select(
                        AGREEMENT.AGREEMENT_ID,
                        AGREEMENT.CODE,
                        AGREEMENT.VERSION,
                        AGREEMENT.NAME_EN,
                        AGREEMENT.NAME_KO,
                        AGREEMENT.TEXT_EN,
                        AGREEMENT.TEXT_KO,
                        AGREEMENT.PUBLISHED_AT,
                        AGREEMENT.DUE_AT,
                        CURRENT,
                        AGREEMENT_ACCEPTANCE.ACCEPTED_BY,
                        AGREEMENT_ACCEPTANCE.ACCEPTED_AT)
                .from(AGREEMENT)
                .leftJoin(AGREEMENT_ACCEPTANCE)
                .on(AGREEMENT_ACCEPTANCE
                        .AGREEMENT_ID
                        .eq(AGREEMENT.AGREEMENT_ID)
                        .and(AGREEMENT_ACCEPTANCE.SMART_ACCOUNT_ID.eq(account)));
    }

    private static AgreementItem item(Record row) {
        return new AgreementItem(
                row.get(AGREEMENT.AGREEMENT_ID),
                row.get(AGREEMENT.CODE),
                row.get(AGREEMENT.VERSION),
                row.get(AGREEMENT.NAME_EN),
                row.get(AGREEMENT.NAME_KO),
                row.get(CURRENT),
                row.get(AGREEMENT.PUBLISHED_AT),
                row.get(AGREEMENT.DUE_AT),
                row.get(AGREEMENT_ACCEPTANCE.ACCEPTED_BY),
                row.get(AGREEMENT_ACCEPTANCE.ACCEPTED_AT));
    }

    private static void requireMember(Actor actor, SmartAccountId account) {
        if (!actor.knows(account)) {
            throw PortalException.notFound();
        }
    }

    /** Lines are allowed in a text, unlike in a name. */
    private static String text(String field, String value) {
        String text = value.strip();
        if (text.isEmpty()) {
            throw PortalException.rejected(field, ErrorReason.REQUIRED);
        }
        if (text.length() > MAX_TEXT) {
            throw PortalException.rejected(field, ErrorReason.TOO_LONG, MAX_TEXT);
        }
        return text;
    }

    private static String shipped(String file) {
        try (InputStream in = AgreementService.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("Not in this build: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
