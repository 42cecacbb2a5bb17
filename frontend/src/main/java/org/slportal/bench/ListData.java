package org.slportal.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.catalogue.CatalogueService;
import org.slportal.services.dashboard.CountSweep;
import org.slportal.services.db.Transactions;
import org.slportal.services.sweep.SweepTime;
import org.slportal.services.token.NewToken;
import org.slportal.services.token.TokenService;
import org.springframework.stereotype.Component;

/**
 * An account as large as asked for, written by the database itself and such that {@code ledger check} holds: Virtual Accounts, ledger,
 * lots, pools, product instances and what they use, alerts, events, tokens, conversions, people. A quarter of the long lists is in the
 * first Virtual Account.
 */
@Component
class ListData {

    private static final int BATCH = 100_000;
    /** Licences of every Virtual Account but the first, which has some of all there are. */
    private static final int LICENSES = 20;
    /** Its devices use more than there is. */
    private static final int SHORT_LICENSE = 3;

    private static final int TOKEN_DAYS = 300;

    private final DSLContext sql;
    private final Transactions transactions;
    private final BenchData data;
    private final CountSweep counts;
    private final CatalogueService catalogue;
    private final TokenService tokens;

    ListData(
            DSLContext sql,
            Transactions transactions,
            BenchData data,
            CountSweep counts,
            CatalogueService catalogue,
            TokenService tokens) {
        this.sql = sql;
        this.transactions = transactions;
        this.data = data;
        this.counts = counts;
        this.catalogue = catalogue;
        this.tokens = tokens;
    }

    /** Where the rows go. @param first gets every fourth @param sites id of the first of the others @param many how many they are */
    private record Place(long account, VirtualAccountId first, long sites, int many) {

        String pool() {
            return "IF(n.seq %% 4 = 0, %d, %s)".formatted(first.value(), site());
        }

        String site() {
            return "%d + (n.seq * 7919) %% %d".formatted(sites, many);
        }
    }

    private static final String LICENSE = """
            JOIN (SELECT license_id, ROW_NUMBER() OVER (ORDER BY license_id) - 1 AS number, COUNT(*) OVER () AS many
                  FROM license) l
              ON l.number = IF(n.seq % 4 = 0, (n.seq DIV 28) % l.many, (n.seq DIV 7) % LICENSES)
            """.replace("LICENSES", Integer.toString(LICENSES));

    /** @param rows product instances, ledger rows, events and PAKs, each so many @param pools Virtual Accounts besides the first five */
    BenchData.Account account(int rows, int pools) {
        catalogue.loadShipped();
        BenchData.Account account = data.account(rows, false);
        List<String> triggers = dropTriggers();
        try {
            write(account, rows, pools);
        } finally {
            triggers.forEach(sql::execute);
        }
        // Each is sealed for its place, so the service makes them.
        for (int i = 0; i < Math.max(1, rows / 800); i++) {
            tokens.create(
                    account.administrator(),
                    new NewToken(account.pool(), "Token " + i, 1 + i % TOKEN_DAYS, null, true));
        }
        sql.execute("ANALYZE TABLE registration_token");
        count(account.id());
        return account;
    }

    /** With triggers on a table, MariaDB 11.4.5 mistakes INSERT … SELECT for one of NULLs. @return what makes them again */
    private List<String> dropTriggers() {
        List<String> again = new ArrayList<>();
        sql.fetch("""
                SELECT TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, EVENT_OBJECT_TABLE, ACTION_STATEMENT
                FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()""").forEach(row -> {
            again.add("CREATE TRIGGER %s %s %s ON %s FOR EACH ROW %s"
                    .formatted(
                            row.get(0, String.class),
                            row.get(1, String.class),
                            row.get(2, String.class),
                            row.get(3, String.class),
                            row.get(4, String.class)));
            sql.execute("DROP TRIGGER " + row.get(0, String.class));
        });
        return again;
    }

    private void write(BenchData.Account account, int rows, int pools) {
        long id = account.id().value();
        Place place = new Place(id, account.pool(), transactions.write(() -> sites(id, pools)), pools);
        for (int from = 0; from < rows; from += BATCH) {
            String numbers = numbers(from, Math.min(rows, from + BATCH));
            transactions.run(() -> ledger(place, numbers));
            transactions.run(() -> events(place, numbers));
        }
        transactions.run(() -> conversions(id, account.firstPak(), rows));
        transactions.run(() -> figures(id));
        for (int from = 0; from < rows; from += BATCH) {
            String numbers = numbers(from, Math.min(rows, from + BATCH));
            transactions.run(() -> devices(place, numbers));
        }
        transactions.run(() -> use(id));
        transactions.run(() -> alerts(id));
        transactions.run(() -> fewer(place, numbers(0, Math.max(1, rows / 200))));
        transactions.run(() -> traditional(place, numbers(0, Math.max(1, rows / 50))));
        transactions.run(() -> history(id));
        sql.execute("ANALYZE TABLE virtual_account, license_transaction, license_pool, license_lot, product_instance,"
                + " consumption, event, alert, conversion, pak, pak_line, app_user, role_grant,"
                + " reservation, legacy_device, legacy_license, report_definition, compliance_day");
    }

    /** As the portal does by the clock. */
    private void count(SmartAccountId account) {
        Instant now = Instant.now();
        counts.sweep(account, new SweepTime(now, now));
    }

    private static String numbers(int from, int to) {
        return "seq_%d_to_%d".formatted(from, to - 1);
    }

    private long sites(long account, int pools) {
        sql.execute(
                "INSERT INTO virtual_account (smart_account_id, name, created_at)"
                        + " SELECT ?, CONCAT('Site ', LPAD(seq, 5, '0')), NOW(6) FROM seq_1_to_" + pools,
                account);
        sql.execute("""
                INSERT INTO pool_guard (virtual_account_id)
                SELECT virtual_account_id FROM virtual_account WHERE smart_account_id = ? AND name LIKE 'Site %'""", account);
        return sql.fetchSingle(
                        "SELECT MIN(virtual_account_id) FROM virtual_account WHERE smart_account_id = ?"
                                + " AND name LIKE 'Site %'",
                        account)
                .get(0, Long.class);
    }

    private void ledger(Place place, String numbers) {
        // Pools before the rows that count in them; the sums follow once all rows are there.
        sql.execute(
                "INSERT IGNORE INTO license_pool (virtual_account_id, license_id, smart_account_id) SELECT DISTINCT "
                        + place.pool() + ", l.license_id, ? FROM " + numbers + " n " + LICENSE,
                place.account());
        sql.execute(
                """
                INSERT INTO license_transaction (smart_account_id, virtual_account_id, license_id, source, quantity,
                                                 license_term, ends_on, order_number, recorded_by, recorded_at)
                SELECT ?, POOL, l.license_id, IF(n.seq % 50 = 0, 'MANUAL', 'ORDER'), 1 + n.seq % 5,
                       IF(n.seq % 4 = 1, 'TERM', 'PERPETUAL'),
                       IF(n.seq % 4 = 1, CURRENT_DATE + INTERVAL 10 * (n.seq % 40) DAY, NULL), 70000000 + n.seq DIV 9,
                       'bench', NOW(6) - INTERVAL 3 YEAR + INTERVAL n.seq MINUTE
                FROM NUMBERS n\s""".replace("POOL", place.pool()).replace("NUMBERS", numbers) + LICENSE + " ORDER BY n.seq",
                place.account());
    }

    private void events(Place place, String numbers) {
        sql.execute("""
                INSERT INTO event (smart_account_id, virtual_account_id, code, parameters, outcome, actor_kind, actor_name,
                                   occurred_at)
                SELECT ?, POOL, IF(n.seq % 10 = 0, 'VIRTUAL_ACCOUNT_CREATED', 'VIRTUAL_ACCOUNT_CHANGED'),
                       JSON_OBJECT('name', CONCAT('Site ', n.seq), 'before', CONCAT('Place ', n.seq)),
                       IF(n.seq % 40 = 0, 'REFUSED', 'DONE'), 'USER', CONCAT('person-', n.seq % 300),
                       NOW(6) - INTERVAL 3 YEAR + INTERVAL n.seq MINUTE
                FROM NUMBERS n ORDER BY n.seq""".replace("POOL", place.pool()).replace("NUMBERS", numbers), place.account());
    }

    /** Every tenth PAK is converted, each by an act of its own. */
    private void conversions(long account, long firstPak, int rows) {
        String lines = """
                 FROM pak k JOIN pak_line i ON i.pak_id = k.pak_id JOIN sku s ON s.sku_id = i.sku_id
                WHERE k.smart_account_id = ? AND k.pak_number LIKE 'B%3'""";
        sql.execute(
                "INSERT INTO conversion (smart_account_id, virtual_account_id, kind, request_key, request_hash,"
                        + " converted_by, converted_at) SELECT k.smart_account_id, k.virtual_account_id, 'PAK',"
                        + " CONCAT('bench-', i.pak_line_id), UNHEX(SHA2(k.pak_number, 256)), 'bench',"
                        + " NOW(6) - INTERVAL " + (firstPak + rows)
                        + " - CAST(SUBSTRING(k.pak_number, 2) AS SIGNED) MINUTE"
                        + lines + " ORDER BY i.pak_line_id",
                account);
        sql.execute(
                "INSERT IGNORE INTO license_pool (virtual_account_id, license_id, smart_account_id)"
                        + " SELECT DISTINCT k.virtual_account_id, s.license_id, k.smart_account_id" + lines,
                account);
        sql.execute("""
                INSERT INTO license_transaction (smart_account_id, virtual_account_id, license_id, source, quantity,
                                                 license_term, ends_on, sku_id, conversion_id, pak_line_id, recorded_by,
                                                 recorded_at)
                SELECT c.smart_account_id, c.virtual_account_id, s.license_id, 'PAK_MIGRATION',
                       i.ordered * s.license_quantity, s.license_term, CURRENT_DATE + INTERVAL s.term_days DAY, s.sku_id,
                       c.conversion_id, i.pak_line_id, 'bench', c.converted_at
                FROM conversion c
                JOIN pak_line i ON i.pak_line_id = CAST(SUBSTRING(c.request_key, 7) AS UNSIGNED)
                JOIN sku s ON s.sku_id = i.sku_id
                WHERE c.smart_account_id = ? ORDER BY c.conversion_id""", account);
        sql.execute("""
                UPDATE pak k JOIN pak_line i ON i.pak_id = k.pak_id
                SET i.converted = i.ordered, k.status = 'CONVERTED', k.available = 0
                WHERE k.smart_account_id = ? AND k.pak_number LIKE 'B%3'""", account);
    }

    private void figures(long account) {
        sql.execute("""
                INSERT INTO license_lot (smart_account_id, virtual_account_id, license_id, license_term, ends_on, quantity, counted)
                SELECT smart_account_id, virtual_account_id, license_id, license_term, ends_on, SUM(quantity), TRUE
                FROM license_transaction WHERE smart_account_id = ?
                GROUP BY smart_account_id, virtual_account_id, license_id, license_term, ends_on""", account);
        sql.execute("""
                UPDATE license_pool p
                JOIN (SELECT virtual_account_id, license_id, SUM(quantity) AS total FROM license_transaction
                      WHERE smart_account_id = ? GROUP BY virtual_account_id, license_id) t
                  ON t.virtual_account_id = p.virtual_account_id AND t.license_id = p.license_id
                SET p.owned = t.total""", account);
    }

    private void devices(Place place, String numbers) {
        sql.execute(
                """
                INSERT INTO product_instance (smart_account_id, virtual_account_id, piid, software_id, udi_pid,
                                              udi_serial_number, host_name, product_name, export_allowed, registered_at,
                                              last_contact_at, authorized_until, authorization_status, certificate_serial,
                                              certificate_expires_at, public_key)
                SELECT ?, POOL, UUID(), 'regid.bench', 'C9300-24T', CONCAT('B', ?, 'N', LPAD(n.seq, 8, '0')),
                       CONCAT('switch-', LPAD((n.seq * 7919) % 9999991, 7, '0')), ELT(1 + n.seq % 3, 'Bench switch',
                       'Bench router', 'Bench controller'), TRUE, NOW(6) - INTERVAL 60 DAY,
                       NOW(6) - INTERVAL (n.seq * 7919) % 60000 MINUTE, NOW(6) + INTERVAL 60 DAY,
                       IF(n.seq % 20 = 0, 'OUT_OF_COMPLIANCE', 'AUTHORIZED'), CONCAT('bench-', ?, '-', n.seq),
                       NOW(6) + INTERVAL 305 DAY, X'00'
                FROM NUMBERS n""".replace("POOL", place.pool()).replace("NUMBERS", numbers),
                place.account(),
                place.account(),
                place.account());
        sql.execute(
                "INSERT INTO consumption (product_instance_id, license_id, virtual_account_id, quantity) SELECT"
                        + " i.product_instance_id, l.license_id, i.virtual_account_id, IF(l.number = " + SHORT_LICENSE
                        + ", 6, 1) FROM " + numbers + " n " + LICENSE
                        + " JOIN product_instance i ON i.udi_pid = 'C9300-24T' AND i.software_id = 'regid.bench'"
                        + " AND i.udi_serial_number = CONCAT('B', ?, 'N', LPAD(n.seq, 8, '0'))",
                place.account());
    }

    private void use(long account) {
        sql.execute("""
                UPDATE license_pool p
                JOIN (SELECT c.virtual_account_id, c.license_id, SUM(c.quantity) AS total FROM consumption c
                      JOIN virtual_account v ON v.virtual_account_id = c.virtual_account_id AND v.smart_account_id = ?
                      GROUP BY c.virtual_account_id, c.license_id) u
                  ON u.virtual_account_id = p.virtual_account_id AND u.license_id = p.license_id
                SET p.in_use = u.total""", account);
    }

    /** Of every pool that is short, of each hundredth device, and six times as many that are over. */
    private void alerts(long account) {
        sql.execute("""
                INSERT INTO alert (smart_account_id, virtual_account_id, code, severity, license_id, quantity, open_key,
                                   raised_at)
                SELECT smart_account_id, virtual_account_id, 'INSUFFICIENT_LICENSES', 'MAJOR', license_id, -balance,
                       CONCAT('INSUFFICIENT_LICENSES:', virtual_account_id, ':', license_id), NOW(6) - INTERVAL 3 DAY
                FROM license_pool WHERE smart_account_id = ? AND balance < 0""", account);
        sql.execute("""
                INSERT INTO alert (smart_account_id, virtual_account_id, code, severity, product_instance_id, subject,
                                   open_key, raised_at, cleared_at)
                SELECT smart_account_id, virtual_account_id, 'PI_FAILED_TO_CONNECT', 'MINOR', product_instance_id, host_name,
                       IF(product_instance_id % 100 = 7, CONCAT('PI_FAILED_TO_CONNECT:', product_instance_id), NULL),
                       last_contact_at, IF(product_instance_id % 100 = 7, NULL, NOW(6))
                FROM product_instance WHERE smart_account_id = ? AND product_instance_id % 100 BETWEEN 7 AND 13""", account);
    }

    /** What there is less of: reservations, people, saved reports. */
    private void fewer(Place place, String numbers) {
        sql.execute(
                """
                INSERT INTO reservation (smart_account_id, virtual_account_id, piid, kind, udi_pid, udi_serial_number,
                                         request_code, created_by, created_at)
                SELECT ?, POOL, UUID(), 'UNIVERSAL', 'C9300-48T', CONCAT('B', ?, 'R', LPAD(n.seq, 8, '0')),
                       CONCAT('bench-', ?, '-', n.seq), 'bench', NOW(6) - INTERVAL n.seq MINUTE
                FROM NUMBERS n""".replace("POOL", place.pool()).replace("NUMBERS", numbers),
                place.account(),
                place.account(),
                place.account());
        sql.execute("""
                INSERT INTO reservation_code (reservation_id, sequence, authorization_code, state, issued_by, issued_at)
                SELECT reservation_id, 1, 'bench', 'CURRENT', created_by, created_at
                FROM reservation WHERE smart_account_id = ?""", place.account());
        sql.execute("""
                INSERT INTO app_user (user_name, display_name, password_hash, created_at)
                SELECT CONCAT('bench-', ?, '-', n.seq), CONCAT('Person ', n.seq), 'none', NOW(6) FROM NUMBERS n""".replace("NUMBERS", numbers), place.account());
        sql.execute("""
                INSERT INTO role_grant (app_user_id, smart_account_id, virtual_account_id, role, granted_at)
                SELECT u.app_user_id, ?, SITE, 'VIRTUAL_ACCOUNT_VIEWER', NOW(6)
                FROM NUMBERS n JOIN app_user u ON u.user_name = CONCAT('bench-', ?, '-', n.seq)""".replace("SITE", place.site()).replace("NUMBERS", numbers), place.account(), place.account());
        sql.execute("""
                INSERT INTO report_definition (smart_account_id, app_user_id, name, kind, shared, all_pools, chosen_columns,
                                               created_at)
                SELECT ?, u.app_user_id, CONCAT('Report ', n.seq), 'LICENSES', TRUE, TRUE, 'LICENSE,OWNED', NOW(6)
                FROM NUMBERS n JOIN app_user u ON u.user_name = CONCAT('bench-', ?, '-', n.seq)""".replace("NUMBERS", numbers), place.account(), place.account());
    }

    /** Traditional devices with one licence each, ready to convert. */
    private void traditional(Place place, String numbers) {
        sql.execute("""
                INSERT INTO legacy_device (smart_account_id, virtual_account_id, platform_id, udi_pid, udi_serial_number,
                                           created_at, assigned_at, held, available)
                SELECT ?, POOL, f.platform_id, 'WS-C3850-24T',
                       CONCAT('B', ?, 'L', LPAD(n.seq, 8, '0')), NOW(6), NOW(6) - INTERVAL 1 DAY, 1, 1
                FROM NUMBERS n
                JOIN (SELECT MIN(platform_id) AS platform_id FROM platform WHERE legacy_method = 'RTU') f""".replace("POOL", place.pool()).replace("NUMBERS", numbers), place.account(), place.account());
        sql.execute("""
                INSERT INTO legacy_license (legacy_device_id, sku_id, license_form, quantity)
                SELECT d.legacy_device_id, s.sku_id, 'RTU', 1
                FROM legacy_device d
                JOIN (SELECT MIN(sku_id) AS sku_id FROM sku WHERE legacy_method = 'RTU' AND license_id IS NOT NULL) s
                WHERE d.smart_account_id = ?""", place.account());
        sql.execute(
                "INSERT INTO device_refresh (smart_account_id, refreshed_at) VALUES (?, NOW(6))"
                        + " ON DUPLICATE KEY UPDATE refreshed_at = NOW(6)",
                place.account());
    }

    /** A year of days, and a change of each pool in it. */
    private void history(long account) {
        sql.execute("""
                INSERT INTO compliance_day (smart_account_id, day, owned, in_use, short_by, devices, taken_at)
                SELECT ?, CURRENT_DATE - INTERVAL seq DAY, 1000, 900, seq % 7, 100, NOW(6) - INTERVAL seq DAY
                FROM seq_0_to_364""", account);
        sql.execute("""
                INSERT INTO compliance_day (smart_account_id, virtual_account_id, license_id, day, owned, in_use, short_by,
                                            taken_at)
                SELECT smart_account_id, virtual_account_id, license_id,
                       CURRENT_DATE - INTERVAL (virtual_account_id * 31 + license_id) % 365 DAY, owned, in_use,
                       GREATEST(0, -balance), NOW(6)
                FROM license_pool WHERE smart_account_id = ?""", account);
    }
}
