package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.SKU;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.error.ErrorReason;
import org.springframework.stereotype.Component;

/** Holds a sheet of PAKs against catalogue, account and the PAKs that are there. Asks the database by the thousand. */
@Component
class PakChecker {

    static final int CHUNK = 1_000;

    private final DSLContext sql;
    private final AccountService accounts;
    private final InstantSource clock;

    PakChecker(DSLContext sql, AccountService accounts, InstantSource clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.clock = clock;
    }

    private record Sku(
            SkuId id,
            String code,
            String family,
            LicenseTerm term,
            @Nullable Integer termDays) {}

    /** A PAK that is there. @param account null while it belongs to nobody */
    private record Known(PakId id, @Nullable SmartAccountId account) {}

    private record Facts(
            Map<String, Sku> skus,
            Map<String, Known> paks,
            Map<String, VirtualAccountId> pools,
            boolean mayLeaveUnassigned,
            LocalDate today) {}

    /** Reads only; the actor may manage licences somewhere in the account. */
    PakPlan plan(Actor actor, AddPaks asked) {
        PakSheet sheet = PakSheet.read(asked.input());
        Facts facts = new Facts(
                skus(sheet.skus()),
                known(sheet.paks().keySet()),
                pools(actor, asked.account()),
                actor.may(Permission.MANAGE_LICENSES, asked.account(), null),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        PakPlan plan = new PakPlan(sheet);
        sheet.paks().forEach((number, lines) -> {
            check(sheet, asked, facts, number, lines);
            if (lines.stream().allMatch(line -> line.row().isSound())) {
                take(plan, asked, facts, number, lines);
            } else {
                plan.addBad(1);
            }
        });
        plan.addBad((int) sheet.lines().stream()
                .filter(line -> !sheet.paks().containsKey(line.pak()))
                .count());
        return plan;
    }

    private Map<String, Sku> skus(Collection<String> codes) {
        Map<String, Sku> found = new HashMap<>();
        chunks(codes)
                .forEach(chunk -> sql.select(SKU.SKU_ID, SKU.CODE, SKU.FAMILY, SKU.LICENSE_TERM, SKU.TERM_DAYS)
                        .from(SKU)
                        .where(SKU.CODE.in(chunk))
                        .forEach(row -> found.put(
                                row.value2().toUpperCase(Locale.ROOT),
                                new Sku(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()))));
        return found;
    }

    private Map<String, Known> known(Collection<String> numbers) {
        Map<String, Known> found = new HashMap<>();
        chunks(numbers)
                .forEach(chunk -> sql.select(PAK.PAK_NUMBER, PAK.PAK_ID, PAK.SMART_ACCOUNT_ID)
                        .from(PAK)
                        .where(PAK.PAK_NUMBER.in(chunk))
                        .forEach(row -> found.put(row.value1(), new Known(row.value2(), row.value3()))));
        return found;
    }

    private Map<String, VirtualAccountId> pools(Actor actor, SmartAccountId account) {
        Map<String, VirtualAccountId> pools = new HashMap<>();
        for (VirtualAccountItem pool : accounts.virtualAccounts(actor, account)) {
            if (actor.may(Permission.MANAGE_LICENSES, account, pool.id())) {
                pools.put(pool.name(), pool.id());
            }
        }
        return pools;
    }

    /** Adds to the lines what speaks against them. */
    private static void check(PakSheet sheet, AddPaks asked, Facts facts, String number, List<PakSheet.Line> lines) {
        PakSheet.Line first = lines.getFirst();
        boolean claims = first.sku().isEmpty();
        Known known = facts.paks().get(number);
        if (known == null && claims) {
            first.row().problem(PakSheet.PAK, ErrorReason.PAK_NOT_ISSUED);
        } else if (known != null && asked.account().equals(known.account())) {
            first.row().problem(PakSheet.PAK, ErrorReason.PAK_ALREADY_HERE);
        } else if (known != null && known.account() != null) {
            first.row().problem(PakSheet.PAK, ErrorReason.PAK_ELSEWHERE);
        } else if (known != null && !claims) {
            first.row().problem(PakSheet.PAK, ErrorReason.PAK_ISSUED);
        }
        String poolName = said(lines, PakSheet.Line::pool);
        if (poolName.isEmpty()) {
            if (asked.pool() == null && !facts.mayLeaveUnassigned()) {
                first.row().problem(PakSheet.VIRTUAL_ACCOUNT, ErrorReason.PAK_POOL_REQUIRED);
            }
        } else if (!facts.pools().containsKey(poolName)) {
            first.row().problem(PakSheet.VIRTUAL_ACCOUNT, ErrorReason.PAK_POOL_UNKNOWN, poolName);
        }
        lines.forEach(line -> checkSku(facts, line, family(facts, lines)));
    }

    /** The family the PAK is of: what was said, else its first known SKU's. */
    private static String family(Facts facts, List<PakSheet.Line> lines) {
        String said = said(lines, PakSheet.Line::family);
        return said.isEmpty()
                ? lines.stream()
                        .map(line -> facts.skus().get(line.sku()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(Sku::family)
                        .orElse("")
                : said;
    }

    private static void checkSku(Facts facts, PakSheet.Line line, String family) {
        if (line.sku().isEmpty()) {
            return;
        }
        Sku sku = facts.skus().get(line.sku());
        if (sku == null) {
            line.row().problem(PakSheet.SKU, ErrorReason.PAK_SKU_UNKNOWN, line.sku());
            return;
        }
        if (!sku.family().equalsIgnoreCase(family)) {
            line.row().problem(PakSheet.FAMILY, ErrorReason.PAK_FAMILY_DIFFERS, sku.code(), sku.family());
        }
        if (line.termDate() != null && sku.term() == LicenseTerm.PERPETUAL) {
            line.row().problem(PakSheet.TERM_DATE, ErrorReason.PAK_TERM_PERPETUAL, sku.code());
        }
    }

    private static void take(PakPlan plan, AddPaks asked, Facts facts, String number, List<PakSheet.Line> lines) {
        String poolName = said(lines, PakSheet.Line::pool);
        VirtualAccountId pool =
                poolName.isEmpty() ? asked.pool() : facts.pools().get(poolName);
        Known known = facts.paks().get(number);
        if (known != null) {
            plan.add(new PakPlan.Claim(known.id(), number, pool));
            return;
        }
        LocalDate orderDate = lines.stream()
                .map(PakSheet.Line::orderDate)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(facts.today());
        List<PakPlan.NewLine> products = new ArrayList<>(lines.size());
        String family = "";
        for (PakSheet.Line line : lines) {
            Sku sku = Objects.requireNonNull(facts.skus().get(line.sku()));
            family = sku.family();
            products.add(new PakPlan.NewLine(sku.id(), sku.code(), line.quantity(), termEnds(sku, line, orderDate)));
        }
        plan.add(
                new PakPlan.NewPak(number, family, said(lines, PakSheet.Line::orderNumber), orderDate, pool, products));
    }

    /** As said, else as long after the order as the SKU runs. */
    private static @Nullable LocalDate termEnds(Sku sku, PakSheet.Line line, LocalDate orderDate) {
        LocalDate said = line.termDate();
        Integer days = sku.termDays();
        return said != null || days == null ? said : orderDate.plusDays(days);
    }

    private static String said(List<PakSheet.Line> lines, Function<PakSheet.Line, String> value) {
        return lines.stream()
                .map(value)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    static <T> List<List<T>> chunks(Collection<T> all) {
        List<T> list = List.copyOf(all);
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += CHUNK) {
            chunks.add(list.subList(from, Math.min(from + CHUNK, list.size())));
        }
        return chunks;
    }
}
