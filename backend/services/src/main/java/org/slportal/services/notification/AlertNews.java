package org.slportal.services.notification;

import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.INSTALLATION_FACT;
import static org.slportal.db.jooq.Tables.NOTIFICATION_KIND;
import static org.slportal.db.jooq.Tables.NOTIFICATION_SETTING;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.db.Transactions;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Component;

/**
 * Numbers alerts after they are committed. Their ids are given before that, so that one with a smaller id may appear after one with a
 * greater; the numbers are given by one transaction after the other, so whoever has read up to one has missed none.
 */
@Component
class AlertNews {

    private static final int AT_ONCE = 1_000;
    private static final String NUMBER = "alerts.news";

    private final DSLContext sql;
    private final Transactions transactions;
    private final RealTime realTime;

    AlertNews(DSLContext sql, Transactions transactions, RealTime realTime) {
        this.sql = sql;
        this.transactions = transactions;
        this.realTime = realTime;
    }

    /** The number given last. */
    long last() {
        return Long.parseLong(sql.select(INSTALLATION_FACT.FACT_VALUE)
                .from(INSTALLATION_FACT)
                .where(INSTALLATION_FACT.FACT_KEY.eq(NUMBER))
                .fetchSingle(INSTALLATION_FACT.FACT_VALUE));
    }

    /** Numbers what is new and lets those who want to know wait for their letter. @return how many were new */
    int number() {
        // Without a lock, as long as there is nothing to do.
        if (!sql.fetchExists(ALERT, ALERT.NEWS_NUMBER.eq(0L))) {
            return 0;
        }
        return transactions.write(() -> {
            long number = Long.parseLong(sql.select(INSTALLATION_FACT.FACT_VALUE)
                            .from(INSTALLATION_FACT)
                            .where(INSTALLATION_FACT.FACT_KEY.eq(NUMBER))
                            .forUpdate()
                            .fetchSingle(INSTALLATION_FACT.FACT_VALUE))
                    + 1;
            var news = sql.select(ALERT.ALERT_ID, ALERT.SMART_ACCOUNT_ID, ALERT.CODE)
                    .from(ALERT)
                    .where(ALERT.NEWS_NUMBER.eq(0L))
                    .orderBy(ALERT.ALERT_ID)
                    .limit(AT_ONCE)
                    .forUpdate()
                    .skipLocked()
                    .fetch();
            if (news.isEmpty()) {
                return 0;
            }
            sql.update(ALERT)
                    .set(ALERT.NEWS_NUMBER, number)
                    .where(ALERT.ALERT_ID.in(news.getValues(ALERT.ALERT_ID)))
                    .execute();
            sql.update(INSTALLATION_FACT)
                    .set(INSTALLATION_FACT.FACT_VALUE, Long.toString(number))
                    .where(INSTALLATION_FACT.FACT_KEY.eq(NUMBER))
                    .execute();
            Map<SmartAccountId, Set<String>> kinds = news.stream()
                    .collect(Collectors.groupingBy(
                            row -> row.value2(), Collectors.mapping(row -> row.value3(), Collectors.toSet())));
            sql.update(NOTIFICATION_SETTING)
                    .set(NOTIFICATION_SETTING.NEWS_SINCE, realTime.instant())
                    .where(NOTIFICATION_SETTING.NEWS_SINCE.isNull().and(wanted(kinds)))
                    .execute();
            return news.size();
        });
    }

    private static Condition wanted(Map<SmartAccountId, Set<String>> kinds) {
        return DSL.or(kinds.entrySet().stream()
                .map(one -> NOTIFICATION_SETTING
                        .SMART_ACCOUNT_ID
                        .eq(one.getKey())
                        .and(NOTIFICATION_SETTING.APP_USER_ID.in(DSL.select(NOTIFICATION_KIND.APP_USER_ID)
                                .from(NOTIFICATION_KIND)
                                .where(NOTIFICATION_KIND
                                        .SMART_ACCOUNT_ID
                                        .eq(one.getKey())
                                        .and(NOTIFICATION_KIND.CODE.in(one.getValue()))))))
                .toList());
    }
}
