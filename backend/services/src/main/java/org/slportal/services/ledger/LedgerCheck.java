package org.slportal.services.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;

/**
 * Proves that ledger, pools and lines agree. Every question is one query that lists what breaks a rule; no row means the rule holds.
 * Reads only, and may run while the portal works: each question sees one moment.
 */
@Service
public class LedgerCheck {

    private static final int EXAMPLES = 5;

    private final DSLContext sql;

    public LedgerCheck(DSLContext sql) {
        this.sql = sql;
    }

    /** A rule and what breaks it. @param examples at most five, in words */
    public record Finding(String rule, int violations, List<String> examples) {

        public boolean holds() {
            return violations == 0;
        }
    }

    private record Question(String rule, String query) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question("owned and pending quantity of each pool = sum of its ledger rows", """
                    SELECT CONCAT('pool ', p.virtual_account_id, '/', p.license_id, ': owned ', p.owned, ', pending ', p.pending,
                                  ', ledger ', COALESCE(t.total, 0))
                    FROM license_pool p
                    LEFT JOIN (SELECT virtual_account_id, license_id, SUM(quantity) AS total
                               FROM license_transaction GROUP BY virtual_account_id, license_id) t
                      ON t.virtual_account_id = p.virtual_account_id AND t.license_id = p.license_id
                    WHERE p.owned + p.pending <> COALESCE(t.total, 0)"""),
            new Question("quantity of each lot = sum of the ledger rows of its term, days and subscription", """
                    SELECT CONCAT('lot ', l.license_lot_id, ': quantity ', l.quantity, ', ledger ', COALESCE(t.total, 0))
                    FROM license_lot l
                    LEFT JOIN (SELECT virtual_account_id, license_id, license_term, starts_on, ends_on, subscription_number,
                                      SUM(quantity) AS total
                               FROM license_transaction
                               GROUP BY virtual_account_id, license_id, license_term, starts_on, ends_on, subscription_number) t
                      ON t.virtual_account_id = l.virtual_account_id AND t.license_id = l.license_id
                         AND t.license_term = l.license_term AND t.starts_on <=> l.starts_on AND t.ends_on <=> l.ends_on
                         AND t.subscription_number <=> l.subscription_number
                    WHERE l.quantity <> COALESCE(t.total, 0)"""),
            new Question("owned, pending and reserved quantity of each pool = its lots", """
                    SELECT CONCAT('pool ', p.virtual_account_id, '/', p.license_id, ': owned ', p.owned, ', pending ', p.pending,
                                  ', reserved ', p.reserved, ', lots ', COALESCE(l.owned, 0), ', ', COALESCE(l.pending, 0), ', ',
                                  COALESCE(l.reserved, 0))
                    FROM license_pool p
                    LEFT JOIN (SELECT virtual_account_id, license_id, SUM(IF(counted, quantity, 0)) AS owned,
                                      SUM(IF(counted, 0, quantity)) AS pending, SUM(reserved) AS reserved
                               FROM license_lot GROUP BY virtual_account_id, license_id) l
                      ON l.virtual_account_id = p.virtual_account_id AND l.license_id = p.license_id
                    WHERE p.owned <> COALESCE(l.owned, 0) OR p.pending <> COALESCE(l.pending, 0)
                       OR p.reserved <> COALESCE(l.reserved, 0)"""),
            new Question("what left a Virtual Account by transfer = what arrived in the one it went to", """
                    SELECT CONCAT('licence ', license_id, ' of Smart Account ', smart_account_id, ': ', SUM(quantity),
                                  ' between Virtual Accounts ', LEAST(virtual_account_id, counterpart_virtual_account_id), ' and ',
                                  GREATEST(virtual_account_id, counterpart_virtual_account_id))
                    FROM license_transaction
                    WHERE source = 'TRANSFER'
                    GROUP BY smart_account_id, license_id, license_term, starts_on, ends_on, subscription_number,
                             LEAST(virtual_account_id, counterpart_virtual_account_id),
                             GREATEST(virtual_account_id, counterpart_virtual_account_id)
                    HAVING SUM(quantity) <> 0"""),
            new Question("reserved quantity of each lot = what its reservations hold", """
                    SELECT CONCAT('lot ', l.license_lot_id, ': reserved ', l.reserved, ', reservations ', COALESCE(h.held, 0))
                    FROM license_lot l
                    LEFT JOIN (SELECT license_lot_id, SUM(quantity) AS held
                               FROM (SELECT r.reservation_id, r.license_lot_id, MAX(r.quantity) AS quantity
                                     FROM reservation_line r
                                     JOIN reservation_code c
                                       ON c.reservation_id = r.reservation_id AND c.sequence = r.sequence
                                     WHERE c.state IN ('CURRENT', 'PENDING') AND NOT r.expired
                                     GROUP BY r.reservation_id, r.license_lot_id) each_one
                               GROUP BY license_lot_id) h ON h.license_lot_id = l.license_lot_id
                    WHERE l.reserved <> COALESCE(h.held, 0)"""),
            new Question("what a reservation holds lies in its own Virtual Account", """
                    SELECT CONCAT('reservation ', r.reservation_id)
                    FROM reservation r
                    JOIN reservation_code c ON c.reservation_id = r.reservation_id AND c.state IN ('CURRENT', 'PENDING')
                    JOIN reservation_line n ON n.reservation_id = c.reservation_id AND n.sequence = c.sequence
                    JOIN license_lot l ON l.license_lot_id = n.license_lot_id
                    WHERE r.state = 'RESERVED' AND NOT n.expired AND l.virtual_account_id <> r.virtual_account_id"""),
            new Question("every ledger row belongs to a pool", """
                    SELECT CONCAT('ledger row ', t.license_transaction_id)
                    FROM license_transaction t
                    LEFT JOIN license_pool p
                      ON p.virtual_account_id = t.virtual_account_id AND p.license_id = t.license_id
                    WHERE p.license_id IS NULL"""),
            new Question("in-use quantity of each pool = what its product instances use", """
                    SELECT CONCAT('pool ', p.virtual_account_id, '/', p.license_id, ': in use ', p.in_use, ', devices ',
                                  COALESCE(c.total, 0))
                    FROM license_pool p
                    LEFT JOIN (SELECT virtual_account_id, license_id, SUM(quantity) AS total
                               FROM consumption GROUP BY virtual_account_id, license_id) c
                      ON c.virtual_account_id = p.virtual_account_id AND c.license_id = p.license_id
                    WHERE p.in_use <> COALESCE(c.total, 0)"""),
            new Question("consumption counts in the Virtual Account its product instance is in", """
                    SELECT CONCAT('product instance ', c.product_instance_id)
                    FROM consumption c
                    JOIN product_instance i ON i.product_instance_id = c.product_instance_id
                    WHERE i.virtual_account_id <> c.virtual_account_id"""),
            new Question("borrowed quantity of each pool = substitutions into it", """
                    SELECT CONCAT('pool ', p.virtual_account_id, '/', p.license_id)
                    FROM license_pool p
                    LEFT JOIN (SELECT virtual_account_id, child_license_id, SUM(quantity) AS total
                               FROM substitution GROUP BY virtual_account_id, child_license_id) s
                      ON s.virtual_account_id = p.virtual_account_id AND s.child_license_id = p.license_id
                    WHERE p.borrowed <> COALESCE(s.total, 0)"""),
            new Question("lent quantity of each pool = substitutions out of it", """
                    SELECT CONCAT('pool ', p.virtual_account_id, '/', p.license_id)
                    FROM license_pool p
                    LEFT JOIN (SELECT virtual_account_id, parent_license_id, SUM(quantity) AS total
                               FROM substitution GROUP BY virtual_account_id, parent_license_id) s
                      ON s.virtual_account_id = p.virtual_account_id AND s.parent_license_id = p.license_id
                    WHERE p.lent <> COALESCE(s.total, 0)"""),
            new Question("what a PAK line gave = what the ledger received from it", """
                    SELECT CONCAT('PAK ', k.pak_number, ' line ', l.line_number, ': converted ', l.converted, ', ledger ',
                                  COALESCE(t.total, 0), ' of ', s.license_quantity, ' each')
                    FROM pak_line l
                    JOIN pak k ON k.pak_id = l.pak_id
                    JOIN sku s ON s.sku_id = l.sku_id
                    LEFT JOIN (SELECT pak_line_id, SUM(quantity) AS total FROM license_transaction
                               WHERE pak_line_id IS NOT NULL GROUP BY pak_line_id) t ON t.pak_line_id = l.pak_line_id
                    WHERE l.converted * s.license_quantity <> COALESCE(t.total, 0)"""),
            new Question("what a traditional licence gave = what the ledger received from it", """
                    SELECT CONCAT('traditional licence ', l.legacy_license_id)
                    FROM legacy_license l
                    JOIN sku s ON s.sku_id = l.sku_id
                    LEFT JOIN (SELECT legacy_license_id, SUM(quantity) AS total FROM license_transaction
                               WHERE legacy_license_id IS NOT NULL GROUP BY legacy_license_id) t
                      ON t.legacy_license_id = l.legacy_license_id
                    WHERE l.converted * s.license_quantity <> COALESCE(t.total, 0)"""),
            new Question("what a PAK line fulfilled = what devices hold from it", """
                    SELECT CONCAT('PAK ', k.pak_number, ' line ', l.line_number, ': fulfilled ', l.fulfilled, ', on devices ',
                                  COALESCE(d.total, 0))
                    FROM pak_line l
                    JOIN pak k ON k.pak_id = l.pak_id
                    LEFT JOIN (SELECT pak_line_id, SUM(quantity) AS total FROM legacy_license
                               WHERE pak_line_id IS NOT NULL GROUP BY pak_line_id) d ON d.pak_line_id = l.pak_line_id
                    WHERE l.fulfilled <> COALESCE(d.total, 0)"""),
            new Question("what each device holds and has left = its traditional licences", """
                    SELECT CONCAT('device ', d.udi_pid, ' ', d.udi_serial_number)
                    FROM legacy_device d
                    LEFT JOIN (SELECT legacy_device_id, SUM(quantity) AS held, SUM(quantity - converted) AS available
                               FROM legacy_license GROUP BY legacy_device_id) l ON l.legacy_device_id = d.legacy_device_id
                    WHERE d.held <> COALESCE(l.held, 0) OR d.available <> COALESCE(l.available, 0)"""),
            new Question("a conversion undone left nothing, one that stands left what it brought", """
                    SELECT CONCAT('conversion ', c.conversion_id)
                    FROM conversion c
                    LEFT JOIN (SELECT conversion_id, SUM(quantity) AS total,
                                      SUM(CASE WHEN source = 'REVERSAL' THEN 1 ELSE 0 END) AS reversals
                               FROM license_transaction WHERE conversion_id IS NOT NULL GROUP BY conversion_id) t
                      ON t.conversion_id = c.conversion_id
                    WHERE (c.undone_at IS NOT NULL AND t.total <> 0) OR (c.undone_at IS NULL AND t.reversals > 0)"""),
            new Question("the counters of each bulk conversion = its lines", """
                    SELECT CONCAT('bulk conversion ', j.conversion_job_id)
                    FROM conversion_job j
                    LEFT JOIN (SELECT conversion_job_id, COUNT(*) AS total, SUM(state = 'CONVERTED') AS converted,
                                      SUM(state = 'REFUSED') AS refused
                               FROM conversion_job_line GROUP BY conversion_job_id) l
                      ON l.conversion_job_id = j.conversion_job_id
                    WHERE j.total_lines <> COALESCE(l.total, 0) OR j.converted_lines <> COALESCE(l.converted, 0)
                       OR j.refused_lines <> COALESCE(l.refused, 0)
                       OR (j.state = 'DONE' AND j.converted_lines + j.refused_lines <> j.total_lines)"""),
            new Question("status and available quantity of each PAK = its lines", """
                    SELECT CONCAT('PAK ', k.pak_number)
                    FROM pak k
                    JOIN (SELECT pak_id, SUM(ordered) o, SUM(fulfilled) f, SUM(converted) c
                          FROM pak_line GROUP BY pak_id) l ON l.pak_id = k.pak_id
                    WHERE k.available <> l.o - l.f - l.c
                       OR k.status <> CASE WHEN l.c = l.o THEN 'CONVERTED' WHEN l.c > 0 THEN 'PARTIALLY CONVERTED'
                                           WHEN l.f = l.o THEN 'FULFILLED' WHEN l.f > 0 THEN 'PARTIALLY FULFILLED'
                                           ELSE 'UNFULFILLED' END"""),
            new Question("an alert is open exactly for the pools that are short, with the right figure", """
                    SELECT CONCAT('pool ', p.virtual_account_id, '/', p.license_id, ': balance ', p.balance, ', alert ',
                                  COALESCE(a.quantity, 'none'))
                    FROM license_pool p
                    LEFT JOIN alert a ON a.open_key = CONCAT('INSUFFICIENT_LICENSES:', p.virtual_account_id, ':', p.license_id)
                    WHERE (p.balance < 0 AND (a.alert_id IS NULL OR a.quantity <> -p.balance))
                       OR (p.balance >= 0 AND a.alert_id IS NOT NULL)"""),
            new Question("no token was used more often than allowed", """
                    SELECT CONCAT('token ', registration_token_id, ': ', uses, ' of ', max_uses)
                    FROM registration_token WHERE max_uses IS NOT NULL AND uses > max_uses"""),
            new Question("every Virtual Account has its guard, every account one default", """
                    SELECT CONCAT('Virtual Account ', v.virtual_account_id)
                    FROM virtual_account v LEFT JOIN pool_guard g ON g.virtual_account_id = v.virtual_account_id
                    WHERE g.virtual_account_id IS NULL
                    UNION ALL
                    SELECT CONCAT('Smart Account ', a.smart_account_id)
                    FROM smart_account a
                    WHERE (SELECT COUNT(*) FROM virtual_account v
                           WHERE v.smart_account_id = a.smart_account_id AND v.default_marker) <> 1"""));

    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        for (Question question : QUESTIONS) {
            List<String> broken = sql.fetch(question.query()).map(row -> row.get(0, String.class));
            findings.add(new Finding(
                    question.rule(),
                    broken.size(),
                    broken.stream().limit(EXAMPLES).toList()));
        }
        return findings;
    }
}
