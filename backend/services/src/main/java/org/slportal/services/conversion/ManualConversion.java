package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.LICENSE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slportal.domain.conversion.ConversionPolicy;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.stereotype.Component;

/** Converts by hand, into a licence somebody chose: what the SKU's mapping does not cover. Otherwise it is a conversion like any other. */
@Component
public class ManualConversion {

    private final DSLContext sql;
    private final ConversionAct act;

    ManualConversion(DSLContext sql, ConversionAct act) {
        this.sql = sql;
        this.act = act;
    }

    /** Locks the line's PAK or device; before any pool is locked. */
    public void lock(SmartAccountId account, TraditionalLineId line) {
        act.lock(account, List.of(line));
    }

    /** Why this many units of the line cannot be converted by hand. */
    public Optional<ConversionPolicy.Refusal> refusal(SmartAccountId account, TraditionalLineId line, int units) {
        return ConversionPolicy.refusalByHand(read(account, line).convertible(), units, act.today());
    }

    /**
     * In the transaction of the caller, who has checked the rights.
     *
     * @param units of the line; each becomes as many of the chosen licence as its SKU counts
     */
    public ConversionResult.Outcome convert(
            Actor actor, NewConversion asked, TraditionalLineId id, int units, LicenseId license) {
        Transactions.requireTransaction();
        lock(asked.account(), id);
        TraditionalLine line = read(asked.account(), id);
        Optional<ConversionPolicy.Refusal> refusal =
                ConversionPolicy.refusalByHand(line.convertible(), units, act.today());
        if (refusal.isPresent()) {
            return new ConversionResult.Rejected(List.of(
                    new LineRefusal(id, refusal.get().reason(), refusal.get().arguments())));
        }
        String name = sql.select(LICENSE.NAME)
                .from(LICENSE)
                .where(LICENSE.LICENSE_ID.eq(license))
                .fetchOptional(LICENSE.NAME)
                .orElseThrow(() -> PortalException.rejected("license", ErrorReason.NOT_FOUND));
        return act.convert(actor, asked, List.of(line.becoming(license, name)), Map.of(id, units));
    }

    private TraditionalLine read(SmartAccountId account, TraditionalLineId line) {
        return act.read(account, List.of(line)).stream().findFirst().orElseThrow(PortalException::notFound);
    }
}
