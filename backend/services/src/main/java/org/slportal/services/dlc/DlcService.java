package org.slportal.services.dlc;

import static org.slportal.db.jooq.Tables.DLC_DEVICE;
import static org.slportal.db.jooq.Tables.DLC_LINE;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.DlcPolicy;
import org.slportal.domain.conversion.DlcRefusal;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** Device-led conversion for people and scripts: reports handed in for many devices at once, and what has become of them. */
@Service
public class DlcService {

    /** Devices of one transaction: all of them find their place, or none. */
    private static final int CHUNK = 200;

    private final DSLContext sql;
    private final AccountService accounts;
    private final DlcReceiver receiver;

    DlcService(DSLContext sql, AccountService accounts, DlcReceiver receiver) {
        this.sql = sql;
        this.accounts = accounts;
        this.receiver = receiver;
    }

    /**
     * Takes reports in. Asked again with the same reports, it tells what has become of them.
     *
     * @param target where sections without a name go; null if every section has one
     */
    public DlcHandedIn receive(
            Actor actor, SmartAccountId account, @Nullable VirtualAccountId target, DlcOrigin origin, DlcFile file) {
        // 1. Rights on every Virtual Account named, before anything is taken in.
        List<VirtualAccountId> pools = pools(actor, account, target, file);

        // 2. Piece by piece.
        List<DlcOutcome> outcomes = new ArrayList<>();
        Set<Long> pollIds = new HashSet<>();
        for (int i = 0; i < pools.size(); i++) {
            DlcSource source = DlcSource.person(account, pools.get(i), origin, actor);
            List<DlcReport> reports = file.sections().get(i).reports();
            for (int from = 0; from < reports.size(); from += CHUNK) {
                List<DlcReport> piece = reports.subList(from, Math.min(from + CHUNK, reports.size()));
                outcomes.addAll(
                        receiver.write(() -> receiver.receive(source, piece)).devices());
            }
        }
        return new DlcHandedIn(outcomes, pollIds);
    }

    /** Of each section. */
    private List<VirtualAccountId> pools(
            Actor actor, SmartAccountId account, @Nullable VirtualAccountId target, DlcFile file) {
        List<VirtualAccountId> pools = new ArrayList<>();
        Map<String, VirtualAccountId> byName = new HashMap<>();
        actor.requireAnywhere(Permission.VIEW, account);
        if (file.sections().stream().anyMatch(section -> section.virtualAccount() != null)) {
            for (VirtualAccountItem pool : accounts.virtualAccounts(actor, account)) {
                byName.put(pool.name(), pool.id());
            }
        }
        for (DlcFile.Section section : file.sections()) {
            String name = section.virtualAccount();
            VirtualAccountId pool = name == null ? target : byName.get(name);
            if (pool == null
                    || !accounts.require(actor, Permission.MANAGE_LICENSES, pool)
                            .equals(account)) {
                throw PortalException.notFound();
            }
            pools.add(pool);
        }
        return pools;
    }

    /** Reports of every origin, newest first unless asked otherwise. */
    public List<DlcListItem> list(Actor actor, SmartAccountId account, PageQuery<DlcSort> query) {
        var lines =
                DSL.field(DSL.selectCount().from(DLC_LINE).where(DLC_LINE.DLC_DEVICE_ID.eq(DLC_DEVICE.DLC_DEVICE_ID)));
        return sql.select(
                        DLC_DEVICE.DLC_DEVICE_ID,
                        DLC_DEVICE.UDI_PID,
                        DLC_DEVICE.UDI_SERIAL_NUMBER,
                        VIRTUAL_ACCOUNT.NAME,
                        DLC_DEVICE.ORIGIN,
                        DLC_DEVICE.STATE,
                        DLC_DEVICE.FAILURE,
                        DLC_DEVICE.FAILURE_ARGUMENT,
                        DLC_DEVICE.RECEIVED_BY,
                        DLC_DEVICE.RECEIVED_AT,
                        DLC_DEVICE.FINISHED_AT,
                        lines)
                .from(DLC_DEVICE)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(DLC_DEVICE.VIRTUAL_ACCOUNT_ID))
                .where(visible(actor, account))
                .orderBy(
                        switch (query.sort()) {
                            case TIME ->
                                query.ascending() ? DLC_DEVICE.DLC_DEVICE_ID.asc() : DLC_DEVICE.DLC_DEVICE_ID.desc();
                        })
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> new DlcListItem(
                        row.value1(),
                        new Udi(row.value2(), row.value3()),
                        row.value12(),
                        row.value4(),
                        DlcOrigin.valueOf(row.value5()),
                        DlcState.valueOf(row.value6()),
                        row.value7() == null
                                ? null
                                : new DlcPolicy.Refusal(
                                        DlcRefusal.valueOf(row.value7()), row.value8() == null ? "" : row.value8()),
                        row.value9(),
                        row.value10(),
                        row.value11()));
    }

    public BoundedCount count(Actor actor, SmartAccountId account) {
        return BoundedCounts.of(sql, DLC_DEVICE, visible(actor, account));
    }

    /** How many are still waiting to be converted. */
    public BoundedCount countWaiting(Actor actor, SmartAccountId account) {
        return BoundedCounts.of(
                sql, DLC_DEVICE, visible(actor, account).and(DLC_DEVICE.STATE.eq(DlcState.RECEIVED.name())));
    }

    /** How many of what was handed in are still waiting. */
    public long countWaiting(Actor actor, SmartAccountId account, DlcHandedIn handedIn) {
        return sql.fetchCount(
                DLC_DEVICE,
                visible(actor, account)
                        .and(DLC_DEVICE.STATE.eq(DlcState.RECEIVED.name()))
                        .and(DLC_DEVICE.POLL_ID.in(handedIn.pollIds())));
    }

    private static Condition visible(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        Condition condition = DLC_DEVICE.SMART_ACCOUNT_ID.eq(account);
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        return limited == null ? condition : condition.and(DLC_DEVICE.VIRTUAL_ACCOUNT_ID.in(limited));
    }
}
