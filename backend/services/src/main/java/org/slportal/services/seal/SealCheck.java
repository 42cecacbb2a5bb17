package org.slportal.services.seal;

import static org.slportal.db.jooq.Tables.LOG_SEAL;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.services.ledger.LedgerCheck.Finding;

/**
 * Proves that the sealed rows of both logs are what was sealed. Reads only, in order of ids and a page at a time, and may run while the
 * portal works: sealed rows and seals never change. It needs no key, only the portal's root certificate.
 */
public final class SealCheck {

    /** A seal holds at most {@link LogSealer#BATCH} rows, so that this is some 100 kB. */
    private static final int SEALS_AT_ONCE = 5;

    private static final int ROWS_AT_ONCE = 1000;

    private final DSLContext sql;
    private final SealMark mark;
    private final SealSignatures signatures;

    /** @param dataDir where the portal keeps its root certificate and what it remembers of the newest seals */
    public SealCheck(DSLContext sql, Path dataDir) {
        this.sql = sql;
        this.mark = new SealMark(dataDir);
        this.signatures = new SealSignatures(sql, dataDir);
    }

    /** @param rows how many are sealed. @param unsealed how many are written and wait for their seal */
    public record Coverage(String log, long seals, long rows, long unsealed) {}

    /** @param findings of each log three rules. @param coverage what they speak of */
    public record Result(List<Finding> findings, List<Coverage> coverage) {}

    public Result run() {
        List<Finding> findings = new ArrayList<>();
        List<Coverage> coverage = new ArrayList<>();
        for (SealedLog log : SealedLog.values()) {
            Chain chain = new Chain(log);
            coverage.add(chain.examine());
            findings.add(chain.links.finding());
            findings.add(chain.signed.finding());
            findings.add(chain.contents.finding());
        }
        return new Result(findings, coverage);
    }

    private record Stored(Seal seal, byte[] hash, byte[] signature) {}

    /** One log's way from its first seal to its last row. */
    private final class Chain {

        private final SealedLog log;
        private final SealedRows rows;
        private final Problems links;
        private final Problems signed;
        private final Problems contents;
        private long number;
        private long to;
        private byte[] hash = new byte[Hashes.LENGTH];
        private long sealedRows;
        private long seals;

        Chain(SealedLog log) {
            this.log = log;
            this.rows = SealedRows.of(log);
            this.links = new Problems("no seal of the " + log.title() + " is missing, changed or out of order");
            this.signed = new Problems("every seal of the " + log.title() + " is signed by this portal");
            this.contents = new Problems("every sealed row of the " + log.title() + " is as it was sealed");
        }

        Coverage examine() {
            // Before the seals: what is sealed meanwhile is newer than what is remembered, never the other way round.
            SealMark.@Nullable Entry remembered = remembered();
            for (List<Stored> page = page(); !page.isEmpty(); page = page()) {
                for (Stored stored : page) {
                    examine(stored);
                    if (remembered != null
                            && remembered.number() == number
                            && !Arrays.equals(remembered.hash(), hash)) {
                        links.add("seal " + number + " is not the one that " + mark.file() + " remembers");
                    }
                }
            }
            if (remembered != null && remembered.number() > number) {
                links.add(missing(number + 1, remembered.number()) + ": the end was cut off");
            }
            if (remembered == null && number > 0 && links.holds()) {
                links.add("whether the end was cut off cannot be told: " + mark.file() + " is missing");
            }
            return new Coverage(log.title(), seals, sealedRows, rows.countAfter(sql, to));
        }

        private SealMark.@Nullable Entry remembered() {
            try {
                return mark.read(log);
            } catch (BrokenChainException e) {
                links.add(String.valueOf(e.getMessage()));
                return null;
            }
        }

        private void examine(Stored stored) {
            Seal seal = stored.seal();
            if (seal.number() != number + 1) {
                links.add(missing(number + 1, seal.number() - 1));
            } else if (seal.from() != to + 1 || !Arrays.equals(seal.previousHash(), hash)) {
                links.add("seal " + seal.number() + " does not follow seal " + number);
            }
            boolean whole = seal.format() == Seal.FORMAT && Arrays.equals(seal.hash(), stored.hash());
            if (!whole) {
                links.add("seal " + seal.number() + " was changed: what rows " + seal.from() + " to " + seal.to()
                        + " were cannot be told");
            }
            String unsigned =
                    signatures.problem(seal.certificateSerial(), Seal.signedBytes(stored.hash()), stored.signature());
            if (unsigned != null) {
                signed.add("seal " + seal.number() + ": " + unsigned);
            }
            if (whole) {
                compare(seal);
            }
            seals++;
            sealedRows += seal.rows();
            number = seal.number();
            to = seal.to();
            hash = stored.hash();
        }

        private void compare(Seal seal) {
            RowHashes expected = new RowHashes(seal.rowHashes());
            // Ids begin at 1; what stands below was never given out.
            long last = seal.number() == 1 ? Long.MIN_VALUE : seal.from() - 1;
            List<SealedRow> page;
            do {
                page = rows.read(sql, last, seal.to(), ROWS_AT_ONCE);
                for (SealedRow row : page) {
                    compare(seal, expected, row);
                    last = row.id();
                }
            } while (page.size() == ROWS_AT_ONCE);
            while (expected.hasNext()) {
                tell(seal, expected.id(), "was deleted");
                expected.next();
            }
        }

        private void compare(Seal seal, RowHashes expected, SealedRow row) {
            while (expected.hasNext() && expected.id() < row.id()) {
                tell(seal, expected.id(), "was deleted");
                expected.next();
            }
            if (!expected.hasNext() || expected.id() > row.id()) {
                tell(seal, row.id(), "was inserted later");
                return;
            }
            if (!Arrays.equals(expected.hash(), row.hash())) {
                tell(seal, row.id(), "was changed");
            }
            expected.next();
        }

        private void tell(Seal seal, long id, String what) {
            contents.add(log.row() + " " + id + " " + what + " (seal " + seal.number() + ")");
        }

        private List<Stored> page() {
            return sql.selectFrom(LOG_SEAL)
                    .where(LOG_SEAL.LOG.eq(log.name()).and(LOG_SEAL.NUMBER.gt(number)))
                    .orderBy(LOG_SEAL.NUMBER)
                    .limit(SEALS_AT_ONCE)
                    .fetch(row -> new Stored(
                            new Seal(
                                    log,
                                    row.getNumber(),
                                    row.getFormat(),
                                    row.getFromId(),
                                    row.getToId(),
                                    row.getRowCount(),
                                    row.getRowHashes(),
                                    row.getNewestAt(),
                                    row.getSealedAt(),
                                    row.getPreviousHash(),
                                    row.getCertificateSerial()),
                            row.getSealHash(),
                            row.getSignature()));
        }

        private static String missing(long first, long last) {
            return first == last ? "seal " + first + " is missing" : "seals " + first + " to " + last + " are missing";
        }
    }

    /** Counts what breaks a rule and keeps the first few. */
    private static final class Problems {

        private static final int EXAMPLES = 5;

        private final String rule;
        private final List<String> examples = new ArrayList<>();
        private int count;

        Problems(String rule) {
            this.rule = rule;
        }

        void add(String problem) {
            count++;
            if (examples.size() < EXAMPLES) {
                examples.add(problem);
            }
        }

        boolean holds() {
            return count == 0;
        }

        Finding finding() {
            return new Finding(rule, count, List.copyOf(examples));
        }
    }
}
