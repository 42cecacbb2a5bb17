package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.CONSUMPTION_RULE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.PLATFORM;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.inventory.Billing;
import org.springframework.stereotype.Component;

/** How a device comes to need what it asks for: by the catalogue's consumption rules and the chassis it has reported. */
@Component
class LicenseNeeds {

    private final DSLContext sql;
    private final InstantSource clock;

    LicenseNeeds(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Rule(String feature, String per) {}

    List<LicenseNeed> of(ProductInstanceListItem device, int members, List<UsageItem> usage) {
        if (usage.isEmpty()) {
            return List.of();
        }
        List<LicenseId> licenses = usage.stream().map(UsageItem::licenseId).toList();
        Map<LicenseId, Rule> rules = rules(device.softwareId(), licenses);
        Map<String, Integer> reported = new HashMap<>();
        usage.forEach(item -> {
            Rule rule = rules.get(item.licenseId());
            if (rule != null) {
                reported.merge(rule.feature(), item.quantity(), Integer::sum);
            }
        });
        Map<LicenseId, LocalDate> ends = ends(device, licenses);
        List<LicenseId> metered = metered(device, licenses);
        return usage.stream()
                .map(item -> {
                    Rule rule = rules.get(item.licenseId());
                    return new LicenseNeed(
                            item,
                            metered.contains(item.licenseId()) ? Billing.USAGE : Billing.PREPAID,
                            ends.get(item.licenseId()),
                            rule == null
                                    ? null
                                    : new CountRule(
                                            rule.feature(),
                                            rule.per(),
                                            reported.getOrDefault(rule.feature(), 0),
                                            Math.max(1, members)));
                })
                .toList();
    }

    private Map<LicenseId, Rule> rules(String softwareId, List<LicenseId> licenses) {
        Map<LicenseId, Rule> rules = new HashMap<>();
        sql.select(CONSUMPTION_RULE.LICENSE_ID, CONSUMPTION_RULE.FEATURE, CONSUMPTION_RULE.COUNTED_PER)
                .from(CONSUMPTION_RULE)
                .join(PLATFORM)
                .on(PLATFORM.PLATFORM_ID.eq(CONSUMPTION_RULE.PLATFORM_ID))
                .where(PLATFORM.SOFTWARE_ID.eq(softwareId).and(CONSUMPTION_RULE.LICENSE_ID.in(licenses)))
                .orderBy(CONSUMPTION_RULE.CONSUMPTION_RULE_ID)
                .forEach(row -> rules.putIfAbsent(row.value1(), new Rule(row.value2(), row.value3())));
        return rules;
    }

    private Map<LicenseId, LocalDate> ends(ProductInstanceListItem device, List<LicenseId> licenses) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var firstEnd = DSL.min(LICENSE_LOT.ENDS_ON);
        return sql.select(LICENSE_LOT.LICENSE_ID, firstEnd)
                .from(LICENSE_LOT)
                .where(LICENSE_LOT
                        .VIRTUAL_ACCOUNT_ID
                        .eq(device.virtualAccountId())
                        .and(LICENSE_LOT.LICENSE_ID.in(licenses))
                        .and(LICENSE_LOT.QUANTITY.gt(0))
                        .and(LICENSE_LOT.ENDS_ON.ge(today)))
                .groupBy(LICENSE_LOT.LICENSE_ID)
                .fetchMap(LICENSE_LOT.LICENSE_ID, firstEnd);
    }

    /** Paid by use, not before it. */
    private List<LicenseId> metered(ProductInstanceListItem device, List<LicenseId> licenses) {
        return sql.selectDistinct(LICENSE_LOT.LICENSE_ID)
                .from(LICENSE_LOT)
                .where(LICENSE_LOT
                        .VIRTUAL_ACCOUNT_ID
                        .eq(device.virtualAccountId())
                        .and(LICENSE_LOT.LICENSE_ID.in(licenses))
                        .and(LICENSE_LOT.LICENSE_TERM.eq(LicenseTerm.USAGE))
                        .and(LICENSE_LOT.QUANTITY.gt(0)))
                .fetch(LICENSE_LOT.LICENSE_ID);
    }
}
