package org.slportal.services.conversion.job;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionAct;
import org.slportal.services.conversion.ConvertibleLines;
import org.slportal.services.conversion.settings.ConversionRules;
import org.slportal.services.conversion.settings.ConversionSettings;
import org.slportal.services.db.Transactions;
import org.slportal.services.registration.DevicesAssigned;
import org.slportal.services.registration.PaksAssigned;
import org.slportal.services.token.TokenService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Asks, by the account's settings, for the conversion of what was newly assigned; in the transaction that assigned it. */
@Component
class AutomaticConversion {

    /** As the lists and the ledger name whoever asked. */
    private static final String REQUESTER = "automatic conversion";

    private final DSLContext sql;
    private final ConversionAct act;
    private final ConversionRules rules;
    private final ConversionJobService jobs;

    AutomaticConversion(DSLContext sql, ConversionAct act, ConversionRules rules, ConversionJobService jobs) {
        this.sql = sql;
        this.act = act;
        this.rules = rules;
        this.jobs = jobs;
    }

    @EventListener
    void paksAssigned(PaksAssigned assigned) {
        Transactions.requireTransaction();
        ConversionSettings chosen = rules.of(assigned.account());
        if (!chosen.convertPaks()) {
            return;
        }
        Condition bySku = DSL.or(
                chosen.skuParts().stream().map(SKU.CODE::containsIgnoreCase).toList());
        sql.select(PAK_LINE.PAK_LINE_ID, PAK.VIRTUAL_ACCOUNT_ID)
                .from(PAK)
                .join(PAK_LINE)
                .on(PAK_LINE.PAK_ID.eq(PAK.PAK_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .where(PAK.SMART_ACCOUNT_ID
                        .eq(assigned.account())
                        .and(PAK.PAK_ID.in(assigned.paks()))
                        .and(chosen.skuParts().isEmpty() ? DSL.noCondition() : bySku)
                        .and(ConvertibleLines.convertible(act.today())))
                .orderBy(PAK_LINE.PAK_ID, PAK_LINE.LINE_NUMBER)
                .fetchGroups(row -> target(chosen, row.value2()), row -> row.value1())
                .forEach((target, lines) -> request(assigned.account(), chosen, target, lines));
    }

    @EventListener
    void devicesAssigned(DevicesAssigned assigned) {
        Transactions.requireTransaction();
        ConversionSettings chosen = rules.of(assigned.account());
        if (!chosen.convertDevices()) {
            return;
        }
        sql.select(LEGACY_LICENSE.LEGACY_LICENSE_ID, LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID)
                .from(LEGACY_DEVICE)
                .join(LEGACY_LICENSE)
                .on(LEGACY_LICENSE.LEGACY_DEVICE_ID.eq(LEGACY_DEVICE.LEGACY_DEVICE_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(LEGACY_LICENSE.SKU_ID))
                .where(LEGACY_DEVICE
                        .SMART_ACCOUNT_ID
                        .eq(assigned.account())
                        .and(LEGACY_DEVICE.LEGACY_DEVICE_ID.in(assigned.devices()))
                        .and(ConvertibleLines.convertibleOnDevice(act.today())))
                .orderBy(LEGACY_LICENSE.LEGACY_DEVICE_ID, LEGACY_LICENSE.LEGACY_LICENSE_ID)
                .fetchGroups(row -> row.value2(), row -> row.value1())
                .forEach((target, lines) -> request(assigned.account(), chosen, target, lines));
    }

    private static VirtualAccountId target(ConversionSettings chosen, VirtualAccountId own) {
        VirtualAccountId target = chosen.pakTarget();
        return target == null ? own : target;
    }

    private void request(
            SmartAccountId account,
            ConversionSettings chosen,
            VirtualAccountId target,
            List<? extends TraditionalLineId> lines) {
        RequestJob asked = new RequestJob(
                "auto-" + UUID.randomUUID(), account, target, new JobLines.AllLeftOf(List.copyOf(lines)));
        jobs.insert(
                Actor.system(REQUESTER),
                asked,
                TokenService.hash(asked.requestKey().getBytes(StandardCharsets.UTF_8)),
                JobOrigin.AUTOMATIC,
                chosen.holdAutomatic() || chosen.twoPerson());
    }
}
