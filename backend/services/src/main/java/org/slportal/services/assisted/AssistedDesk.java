package org.slportal.services.assisted;

import static org.slportal.db.jooq.Tables.LICENSE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.id.AssistedRequestId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.LineRefusal;
import org.slportal.services.conversion.ManualConversion;
import org.slportal.services.conversion.NewConversion;
import org.slportal.services.conversion.settings.ConversionRules;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.token.TokenService;
import org.springframework.stereotype.Service;

/** The desk: takes requests up, declines them with a reason, or converts by hand. */
@Service
public class AssistedDesk {

    private final DSLContext sql;
    private final Transactions transactions;
    private final AssistedRequests requests;
    private final ManualConversion manual;
    private final ConversionRules rules;

    AssistedDesk(
            DSLContext sql,
            Transactions transactions,
            AssistedRequests requests,
            ManualConversion manual,
            ConversionRules rules) {
        this.sql = sql;
        this.transactions = transactions;
        this.requests = requests;
        this.manual = manual;
        this.rules = rules;
    }

    public void take(Actor actor, AssistedRequestId id, int version) {
        transactions.run(() -> {
            AssistedRequests.Locked request = lock(actor, id, version);
            if (request.state() != AssistedState.OPEN) {
                throw PortalException.conflict("state", ErrorReason.ASSISTED_CLOSED);
            }
            requests.move(actor, request, AssistedState.IN_PROGRESS, null);
        });
    }

    /** @param reason for the requester to read; becomes a comment */
    public void decline(Actor actor, AssistedRequestId id, int version, String reason) {
        String clean = AssistedRequests.text("reason", reason);
        if (clean.isEmpty()) {
            throw PortalException.rejected("reason", ErrorReason.REQUIRED);
        }
        transactions.run(() -> {
            AssistedRequests.Locked request = lock(actor, id, version);
            requests.comment(actor, id, clean);
            requests.move(actor, request, AssistedState.DECLINED, null);
        });
    }

    /**
     * Converts into the licence the desk chose. Refused by a policy, the request stays as it is.
     *
     * @param units of the line, at most what is available of it
     */
    public AssistedResult convert(Actor actor, AssistedRequestId id, int version, LicenseId license, int units) {
        return transactions.write(() -> {
            AssistedRequests.Locked request = lock(actor, id, version);
            // Two people for every conversion: also for one made by hand.
            if (rules.needsTwo(request.account())
                    && actor.userId() != null
                    && actor.userId().equals(request.requester())) {
                throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.JOB_OWN_REQUEST);
            }
            NewConversion asked = new NewConversion(
                    ConversionKind.MANUAL,
                    // No client can have used this key before.
                    "assisted " + id + " " + UUID.randomUUID(),
                    TokenService.hash((request.line() + ":" + license + ":" + units).getBytes(StandardCharsets.UTF_8)),
                    request.account(),
                    request.target(),
                    null);
            return switch (manual.convert(actor, asked, request.line(), units, license)) {
                case ConversionResult.Converted converted -> {
                    requests.move(actor, request, AssistedState.DONE, converted.id());
                    yield new AssistedResult.Converted(converted.id());
                }
                case ConversionResult.Rejected rejected -> {
                    LineRefusal refusal = rejected.refusals().getFirst();
                    yield new AssistedResult.Refused(refusal.reason(), refusal.arguments());
                }
            };
        });
    }

    /** Licences of the catalogue whose name contains the text, by name. */
    public List<LicenseChoice> licenses(Actor actor, SmartAccountId account, String text, int offset, int limit) {
        actor.require(Permission.ASSIST_CONVERSIONS, account, null);
        return sql.select(LICENSE.LICENSE_ID, LICENSE.NAME)
                .from(LICENSE)
                .where(LICENSE.NAME.containsIgnoreCase(text))
                .orderBy(LICENSE.NAME)
                .limit(limit)
                .offset(offset)
                .fetch(row -> new LicenseChoice(row.value1(), row.value2()));
    }

    private AssistedRequests.Locked lock(Actor actor, AssistedRequestId id, int version) {
        AssistedRequests.Locked request = requests.lock(id);
        if (!actor.may(Permission.VIEW, request.account(), request.target())) {
            throw PortalException.notFound();
        }
        actor.require(Permission.ASSIST_CONVERSIONS, request.account(), null);
        requests.requireOpen(request, version);
        return request;
    }
}
