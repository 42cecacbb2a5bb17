package org.slportal.services.sweep;

import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.DLC_DEVICE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.REGISTRATION_TOKEN;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.device.Silence;
import org.slportal.domain.device.SilenceRule;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** What time will bring an account, and what a move of the lab clock would: counted over indexes, without reading devices. */
@Service
public class UpcomingService {

    /** From a device's deadline back to when it asks again. */
    private static final Duration ASKS_BEFORE_DEADLINE = LicensingTimers.AUTHORIZATION_VALIDITY
            .minus(LicensingTimers.BACK_DATING)
            .minus(LicensingTimers.AUTHORIZATION_RENEWAL);
    /** From the end of an ID certificate back to when the device renews it. */
    private static final Duration RENEWS_BEFORE_END = LicensingTimers.ID_CERTIFICATE_VALIDITY
            .minus(LicensingTimers.BACK_DATING)
            .minus(LicensingTimers.ID_CERTIFICATE_RENEWAL);

    private static final Field<LocalDate> DAY = DSL.field(DSL.name("day"), SQLDataType.LOCALDATE);
    private static final Field<String> KIND = DSL.field(DSL.name("kind"), SQLDataType.VARCHAR);
    private static final Field<Integer> COUNT = DSL.field(DSL.name("amount"), SQLDataType.INTEGER);
    private static final Field<Instant> FIRST =
            DSL.field(DSL.name("first_at"), PRODUCT_INSTANCE.AUTHORIZED_UNTIL.getDataType());

    private final DSLContext sql;
    private final InstantSource clock;
    private final ServerPresence presence;

    UpcomingService(DSLContext sql, InstantSource clock, ServerPresence presence) {
        this.sql = sql;
        this.clock = clock;
        this.presence = presence;
    }

    /** In order of time, a row for each day and kind. */
    public List<UpcomingItem> list(Actor actor, SmartAccountId account, PageQuery<UpcomingSort> query) {
        actor.require(Permission.OPERATE_LAB, account, null);
        Table<?> upcoming = upcoming(account).asTable("upcoming");
        return sql.select(DAY, KIND, COUNT, FIRST)
                .from(upcoming)
                .orderBy(
                        query.ascending() ? DAY.asc() : DAY.desc(),
                        query.ascending() ? FIRST.asc() : FIRST.desc(),
                        KIND.asc())
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row ->
                        new UpcomingItem(row.value1(), UpcomingKind.valueOf(row.value2()), row.value3(), row.value4()));
    }

    public long count(Actor actor, SmartAccountId account) {
        actor.require(Permission.OPERATE_LAB, account, null);
        return sql.fetchCount(upcoming(account));
    }

    /** Of moving the clock forward by so much. */
    public Consequences consequences(Actor actor, SmartAccountId account, Duration by) {
        actor.require(Permission.OPERATE_LAB, account, null);
        Instant now = clock.instant();
        SilenceRule rule = new SilenceRule(now.plus(by), presence.returned());
        Condition removed = rule.mayRelease() ? SilentDevices.unidentified(account, rule) : DSL.falseCondition();
        Condition reclaimed =
                rule.mayRelease() ? removed.or(SilentDevices.overdue(account, rule)) : DSL.falseCondition();
        Condition noticed = rule.mayWarn() ? reclaimed.or(SilentDevices.unheard(account, rule)) : reclaimed;
        int gone = sql.fetchCount(PRODUCT_INSTANCE, removed);
        int losing = sql.fetchCount(PRODUCT_INSTANCE, reclaimed);
        int silent = sql.fetchCount(PRODUCT_INSTANCE, noticed);
        Long licenses = sql.select(DSL.coalesce(DSL.sum(CONSUMPTION.QUANTITY), DSL.inline(0))
                        .cast(SQLDataType.BIGINT))
                .from(PRODUCT_INSTANCE)
                .join(CONSUMPTION)
                .on(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID))
                .where(reclaimed)
                .fetchSingle()
                .value1();
        int tokens = sql.fetchCount(
                REGISTRATION_TOKEN, openTokens(account).and(REGISTRATION_TOKEN.EXPIRES_AT.between(now, now.plus(by))));
        return new Consequences(silent - losing, losing - gone, gone, licenses, tokens);
    }

    private Select<Record4<LocalDate, String, Integer, Instant>> upcoming(SmartAccountId account) {
        Instant now = clock.instant();
        Condition heard = PRODUCT_INSTANCE.SMART_ACCOUNT_ID.eq(account).and(PRODUCT_INSTANCE.SILENCE.eq(Silence.HEARD));
        Condition holding = PRODUCT_INSTANCE
                .SMART_ACCOUNT_ID
                .eq(account)
                .and(PRODUCT_INSTANCE.SILENCE.in(Silence.HEARD, Silence.WARNED));
        Condition own = PRODUCT_INSTANCE.SMART_ACCOUNT_ID.eq(account);
        return lastDays(account, now)
                .unionAll(days(
                        UpcomingKind.AUTHORIZATION_RENEWAL,
                        PRODUCT_INSTANCE,
                        PRODUCT_INSTANCE.AUTHORIZED_UNTIL,
                        ASKS_BEFORE_DEADLINE,
                        heard,
                        now))
                .unionAll(days(
                        UpcomingKind.AUTHORIZATION_END,
                        PRODUCT_INSTANCE,
                        PRODUCT_INSTANCE.AUTHORIZED_UNTIL,
                        Duration.ZERO,
                        holding,
                        now))
                .unionAll(days(
                        UpcomingKind.CERTIFICATE_RENEWAL,
                        PRODUCT_INSTANCE,
                        PRODUCT_INSTANCE.CERTIFICATE_EXPIRES_AT,
                        RENEWS_BEFORE_END,
                        own,
                        now))
                .unionAll(days(
                        UpcomingKind.CERTIFICATE_END,
                        PRODUCT_INSTANCE,
                        PRODUCT_INSTANCE.CERTIFICATE_EXPIRES_AT,
                        Duration.ZERO,
                        own,
                        now))
                .unionAll(days(
                        UpcomingKind.TOKEN_END,
                        REGISTRATION_TOKEN,
                        REGISTRATION_TOKEN.EXPIRES_AT,
                        Duration.ZERO,
                        openTokens(account),
                        now))
                .unionAll(days(
                        UpcomingKind.DLC_DUE,
                        DLC_DEVICE,
                        DLC_DEVICE.DUE_AT,
                        Duration.ZERO,
                        DLC_DEVICE.SMART_ACCOUNT_ID.eq(account).and(DLC_DEVICE.STATE.eq("RECEIVED")),
                        now));
    }

    /** @param before how long before the stored instant it happens */
    private static Select<Record4<LocalDate, String, Integer, Instant>> days(
            UpcomingKind kind, Table<?> table, Field<Instant> stored, Duration before, Condition which, Instant now) {
        Field<Instant> at = before.isZero()
                ? stored
                : DSL.field(
                        "timestampadd(second, {0}, {1})",
                        stored.getDataType(), DSL.inline(-before.toSeconds()), stored);
        Field<LocalDate> day = DSL.field("date({0})", SQLDataType.LOCALDATE, at);
        return DSL.select(
                        day.as(DAY),
                        DSL.inline(kind.name()).as(KIND),
                        DSL.count().as(COUNT),
                        DSL.min(at).as(FIRST))
                .from(table)
                .where(which.and(stored.gt(now.plus(before))))
                .groupBy(day);
    }

    /** Licences by their last day: they leave with the midnight after it. */
    private static Select<Record4<LocalDate, String, Integer, Instant>> lastDays(SmartAccountId account, Instant now) {
        return DSL.select(
                        LICENSE_LOT.ENDS_ON.as(DAY),
                        DSL.inline(UpcomingKind.LICENSE_END.name()).as(KIND),
                        DSL.sum(LICENSE_LOT.QUANTITY).cast(SQLDataType.INTEGER).as(COUNT),
                        DSL.field(
                                        "timestampadd(second, {0}, {1})",
                                        PRODUCT_INSTANCE.AUTHORIZED_UNTIL.getDataType(),
                                        DSL.inline(Duration.ofDays(1).toSeconds() - 1),
                                        LICENSE_LOT.ENDS_ON)
                                .as(FIRST))
                .from(LICENSE_LOT)
                .where(LICENSE_LOT
                        .SMART_ACCOUNT_ID
                        .eq(account)
                        .and(LICENSE_LOT.QUANTITY.gt(0))
                        .and(LICENSE_LOT.ENDS_ON.ge(LocalDate.ofInstant(now, ZoneOffset.UTC))))
                .groupBy(LICENSE_LOT.ENDS_ON);
    }

    private static Condition openTokens(SmartAccountId account) {
        return REGISTRATION_TOKEN.SMART_ACCOUNT_ID.eq(account).and(REGISTRATION_TOKEN.REVOKED_AT.isNull());
    }
}
