package org.slportal.services.transfer;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSFER;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Deposit;
import org.slportal.services.inventory.PoolOutlook;
import org.slportal.services.inventory.Pools;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.transfer.TransferPreview.MovedLot;
import org.springframework.stereotype.Service;

/**
 * Moves licences from one Virtual Account to another of the same Smart Account. Licences in use may move: the account they leave is
 * then short, which the preview says before it happens. Reserved ones stay.
 */
@Service
public class LicenseTransferService {

    /** Of one request. */
    public static final int MAX_LINES = 10;
    /** As large as a pool's figures go. */
    public static final int MAX_QUANTITY = 1_000_000_000;

    private static final int MAX_REQUEST_ID = 80;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AccountService accounts;
    private final TransferLots lots;
    private final PoolOutlook outlook;
    private final Pools pools;
    private final EventRecorder events;

    LicenseTransferService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            AccountService accounts,
            TransferLots lots,
            PoolOutlook outlook,
            Pools pools,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.lots = lots;
        this.outlook = outlook;
        this.pools = pools;
        this.events = events;
    }

    /** What of a Virtual Account could move, by name and end. @param license only of this one; null: of all */
    public List<MovableLot> movable(
            Actor actor, VirtualAccountId source, @Nullable LicenseId license, String text, int offset, int limit) {
        accounts.require(actor, Permission.VIEW, source);
        return lots.list(source, matching(license, text), offset, limit);
    }

    public BoundedCount countMovable(Actor actor, VirtualAccountId source, @Nullable LicenseId license, String text) {
        accounts.require(actor, Permission.VIEW, source);
        return lots.count(source, matching(license, text));
    }

    private static Condition matching(@Nullable LicenseId license, String text) {
        Condition condition = license == null ? DSL.noCondition() : LICENSE_LOT.LICENSE_ID.eq(license);
        String part = text.strip();
        return part.isEmpty() ? condition : condition.and(LICENSE.NAME.containsIgnoreCase(part));
    }

    /** A Virtual Account licences may go to. */
    public record Target(VirtualAccountId id, String name) {}

    /** Where the actor may move licences of this Virtual Account to, by name. */
    public List<Target> targets(Actor actor, VirtualAccountId source, String text, int offset, int limit) {
        return sql.select(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID, VIRTUAL_ACCOUNT.NAME)
                .from(VIRTUAL_ACCOUNT)
                .where(targetsOf(actor, source, text))
                .orderBy(VIRTUAL_ACCOUNT.NAME)
                .limit(limit)
                .offset(offset)
                .fetch(row -> new Target(row.value1(), row.value2()));
    }

    public int countTargets(Actor actor, VirtualAccountId source, String text) {
        return sql.fetchCount(VIRTUAL_ACCOUNT, targetsOf(actor, source, text));
    }

    private Condition targetsOf(Actor actor, VirtualAccountId source, String text) {
        SmartAccountId account = accounts.require(actor, Permission.VIEW, source);
        Condition condition = VIRTUAL_ACCOUNT
                .SMART_ACCOUNT_ID
                .eq(account)
                .and(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.ne(source))
                .and(VIRTUAL_ACCOUNT.NAME.containsIgnoreCase(text.strip()));
        List<VirtualAccountId> limited = actor.poolsWith(Permission.MANAGE_LICENSES, account);
        return limited == null ? condition : condition.and(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.in(limited));
    }

    /** Both Virtual Accounts before and after. Reads only. */
    public TransferPreview preview(
            Actor actor, VirtualAccountId source, VirtualAccountId target, List<TransferLine> lines) {
        require(actor, source, target);
        check(lines);
        return transactions.read(() -> {
            List<MovedLot> moved = lots.choose(source, lines);
            Map<LicenseId, Integer> gain = byLicense();
            moved.stream()
                    .filter(part -> part.lot().begun())
                    .forEach(part -> gain.merge(part.lot().license(), part.quantity(), Integer::sum));
            Map<LicenseId, Integer> loss = byLicense();
            gain.forEach((license, quantity) -> loss.put(license, -quantity));
            return new TransferPreview(moved, outlook.of(source, loss), outlook.of(target, gain));
        });
    }

    /**
     * All lines or none. The same request again moves nothing more.
     *
     * @return how many licences moved
     */
    public int transfer(Actor actor, TransferRequest request) {
        SmartAccountId account = require(actor, request.source(), request.target());
        String requestId = Checks.required("requestId", request.requestId(), MAX_REQUEST_ID);
        check(request.lines());
        String digest = digest(request);
        return transactions.write(() -> {
            int asked =
                    request.lines().stream().mapToInt(TransferLine::quantity).sum();
            int first = sql.insertInto(LICENSE_TRANSFER)
                    .set(LICENSE_TRANSFER.SMART_ACCOUNT_ID, account)
                    .set(LICENSE_TRANSFER.SOURCE_VIRTUAL_ACCOUNT_ID, request.source())
                    .set(LICENSE_TRANSFER.TARGET_VIRTUAL_ACCOUNT_ID, request.target())
                    .set(LICENSE_TRANSFER.REQUEST_ID, requestId)
                    .set(LICENSE_TRANSFER.REQUEST_DIGEST, digest)
                    .set(LICENSE_TRANSFER.QUANTITY, asked)
                    .set(LICENSE_TRANSFER.TRANSFERRED_BY, actor.name())
                    .set(LICENSE_TRANSFER.TRANSFERRED_AT, clock.instant())
                    .onDuplicateKeyIgnore()
                    .execute();
            if (first == 0) {
                return repeated(account, requestId, digest);
            }
            move(actor, account, request);
            return asked;
        });
    }

    private int repeated(SmartAccountId account, String requestId, String digest) {
        var known = sql.select(LICENSE_TRANSFER.REQUEST_DIGEST, LICENSE_TRANSFER.QUANTITY)
                .from(LICENSE_TRANSFER)
                .where(LICENSE_TRANSFER.SMART_ACCOUNT_ID.eq(account).and(LICENSE_TRANSFER.REQUEST_ID.eq(requestId)))
                .fetchSingle();
        if (!known.value1().equals(digest)) {
            throw PortalException.conflict("requestId", ErrorReason.CONVERSION_REQUEST_REUSED);
        }
        return known.value2();
    }

    private void move(Actor actor, SmartAccountId account, TransferRequest request) {
        VirtualAccountId source = request.source();
        VirtualAccountId target = request.target();
        // In order of id: two transfers in opposite directions would else wait for each other.
        Stream.of(source, target)
                .sorted(Comparator.comparingLong(VirtualAccountId::value))
                .forEach(pools::lock);
        List<Deposit> leaving = new ArrayList<>();
        List<Deposit> arriving = new ArrayList<>();
        Map<LicenseId, Integer> moved = new LinkedHashMap<>();
        Map<LicenseId, String> names = byLicense();
        for (MovedLot part : lots.choose(source, request.lines())) {
            MovableLot lot = part.lot();
            leaving.add(Deposit.transfer(lot.terms(), -part.quantity(), target));
            arriving.add(Deposit.transfer(lot.terms(), part.quantity(), source));
            moved.merge(lot.license(), part.quantity(), Integer::sum);
            names.put(lot.license(), lot.licenseName());
        }
        pools.deposit(actor, account, source, leaving);
        pools.deposit(actor, account, target, arriving);
        pools.rebalance(actor, account, source);
        pools.rebalance(actor, account, target);
        tell(actor, account, request, moved, names);
    }

    private void tell(
            Actor actor,
            SmartAccountId account,
            TransferRequest request,
            Map<LicenseId, Integer> moved,
            Map<LicenseId, String> names) {
        String from = accounts.virtualAccount(actor, request.source()).name();
        String to = accounts.virtualAccount(actor, request.target()).name();
        List<NewEvent> told = new ArrayList<>();
        moved.forEach((license, quantity) -> {
            String name = names.getOrDefault(license, "");
            told.add(NewEvent.done(
                            EventCode.LICENSES_TRANSFERRED_OUT,
                            account,
                            request.source(),
                            "quantity",
                            quantity.toString(),
                            "license",
                            name,
                            "to",
                            to)
                    .about(license));
            told.add(NewEvent.done(
                            EventCode.LICENSES_TRANSFERRED_IN,
                            account,
                            request.target(),
                            "quantity",
                            quantity.toString(),
                            "license",
                            name,
                            "from",
                            from)
                    .about(license));
        });
        events.recordAll(actor, told);
    }

    /** @return the Smart Account of both */
    private SmartAccountId require(Actor actor, VirtualAccountId source, VirtualAccountId target) {
        SmartAccountId account = accounts.require(actor, Permission.MANAGE_LICENSES, source);
        if (!accounts.require(actor, Permission.MANAGE_LICENSES, target).equals(account)) {
            throw PortalException.notFound();
        }
        if (source.equals(target)) {
            throw PortalException.rejected("target", ErrorReason.TRANSFER_SAME_ACCOUNT);
        }
        return account;
    }

    private static void check(List<TransferLine> lines) {
        if (lines.isEmpty()) {
            throw PortalException.rejected("licenses", ErrorReason.TRANSFER_EMPTY);
        }
        if (lines.size() > MAX_LINES) {
            throw PortalException.rejected("licenses", ErrorReason.TRANSFER_TOO_MANY_LINES, MAX_LINES);
        }
        Set<LicenseLotId> named = new HashSet<>();
        long sum = 0;
        for (TransferLine line : lines) {
            sum += line.quantity();
            if (line.quantity() < 1 || sum > MAX_QUANTITY) {
                throw PortalException.rejected("quantity", ErrorReason.TRANSFER_QUANTITY, MAX_QUANTITY);
            }
            if (line.lot() != null && !named.add(line.lot())) {
                throw PortalException.rejected("licenses", ErrorReason.TRANSFER_LOT_TWICE);
            }
        }
    }

    private static String digest(TransferRequest request) {
        try {
            byte[] asked = (request.source() + ">" + request.target() + ":" + request.lines())
                    .getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asked));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static <V> Map<LicenseId, V> byLicense() {
        return new TreeMap<>(Comparator.comparingLong(LicenseId::value));
    }
}
