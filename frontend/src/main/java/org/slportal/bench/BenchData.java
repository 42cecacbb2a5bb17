package org.slportal.bench;

import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountData;
import org.slportal.services.db.Transactions;
import org.slportal.services.setup.FirstAccount;
import org.slportal.services.setup.SetupService;
import org.slportal.services.user.NewUser;
import org.slportal.services.user.Passwords;
import org.slportal.services.user.UserService;
import org.springframework.stereotype.Component;

/** Accounts with as many PAKs as asked for, written by the database itself. */
@Component
class BenchData {

    private static final int BATCH = 50_000;
    private static final int POOLS = 5;
    private static final String PASSWORD = "a bench needs no secret";

    private final DSLContext sql;
    private final Transactions transactions;
    private final SetupService setup;
    private final AccountService accounts;
    private final UserService users;
    private final ActorService actors;
    private final String passwordHash;
    private int made;
    private long nextPak;

    BenchData(
            DSLContext sql,
            Transactions transactions,
            SetupService setup,
            AccountService accounts,
            UserService users,
            ActorService actors,
            Passwords passwords) {
        this.sql = sql;
        this.transactions = transactions;
        this.setup = setup;
        this.accounts = accounts;
        this.users = users;
        this.actors = actors;
        this.passwordHash = passwords.hash(PASSWORD);
    }

    /** @param firstPak number of its first PAK: they are numbered on */
    record Account(SmartAccountId id, Actor administrator, VirtualAccountId pool, long firstPak, int paks) {

        /** As it stands in the list. @param index from 0 */
        String number(int index) {
            return "B%010d".formatted(firstPak + index);
        }

        String orderNumber(int index) {
            return Long.toString(ORDERS + (firstPak + index) / PAKS_PER_ORDER);
        }
    }

    private static final long ORDERS = 90_000_000L;
    private static final int PAKS_PER_ORDER = 7;

    /** @param statuses whether the PAKs have all sorts of statuses; only for lists, for the ledger knows nothing of them */
    Account account(int paks, boolean statuses) {
        int number = ++made;
        Actor system = Actor.system("bench");
        SmartAccountId account = transactions.write(() -> setup.createAccount(
                system,
                new FirstAccount(
                        "Bench " + number,
                        "bench-" + number + ".example.com",
                        "Default",
                        "bench-" + number,
                        "Bench",
                        PASSWORD,
                        "en"),
                passwordHash));
        for (int i = 1; i < POOLS; i++) {
            accounts.create(system, account, new VirtualAccountData("Branch " + i, ""));
        }
        UserId user = users.create(
                system,
                account,
                new NewUser("bench-admin-" + number, "Bench", "", PASSWORD, Role.SMART_ACCOUNT_ADMINISTRATOR, null));
        Actor administrator = actors.userActor(user, null);
        List<VirtualAccountId> pools = accounts.virtualAccounts(administrator, account).stream()
                .map(pool -> pool.id())
                .toList();
        long first = nextPak;
        for (int from = 0; from < paks; from += BATCH) {
            int to = Math.min(paks, from + BATCH);
            long start = first + from;
            int size = to - from;
            transactions.run(() -> insert(account, pools, start, size, statuses));
        }
        nextPak += paks;
        sql.execute("ANALYZE TABLE pak, pak_line");
        return new Account(account, administrator, pools.getFirst(), first, paks);
    }

    private void insert(SmartAccountId account, List<VirtualAccountId> pools, long start, int size, boolean statuses) {
        String last = Long.toString(start + size - 1);
        String numbers = "seq_" + start + "_to_" + last;
        // Order dates rise with the numbers, as they do in life.
        sql.execute(
                """
                INSERT INTO pak (smart_account_id, virtual_account_id, pak_number, family, order_number, order_date,
                                 status, available, created_at)
                SELECT ?, ? + (seq * 7919) %% %d, CONCAT('B', LPAD(seq, 10, '0')), CONCAT('Family ', seq %% 12),
                       %d + seq DIV %d, ? + INTERVAL (seq DIV 300) DAY,
                       %s, 1 + seq %% 25, NOW(6)
                FROM %s""".formatted(
                                pools.size(),
                                ORDERS,
                                PAKS_PER_ORDER,
                                statuses
                                        ? "ELT(1 + LEAST(4, seq % 11), 'UNFULFILLED', 'PARTIALLY FULFILLED', 'FULFILLED',"
                                                + " 'PARTIALLY CONVERTED', 'CONVERTED')"
                                        : "'UNFULFILLED'",
                                numbers),
                account.value(),
                pools.stream().mapToLong(VirtualAccountId::value).min().orElseThrow(),
                LocalDate.of(2015, 1, 1).toString());
        sql.execute("""
                INSERT INTO pak_line (pak_id, line_number, sku_id, ordered)
                SELECT k.pak_id, 1, s.sku_id, 1 + n.seq %% 25
                FROM %s n
                JOIN pak k ON k.pak_number = CONCAT('B', LPAD(n.seq, 10, '0'))
                JOIN (SELECT sku_id, ROW_NUMBER() OVER (ORDER BY sku_id) - 1 AS number, COUNT(*) OVER () AS many
                      FROM sku WHERE license_id IS NOT NULL AND license_term <> 'DEMO' AND legacy_method = 'PAK') s
                  ON s.number = n.seq %% s.many""".formatted(numbers));
    }
}
