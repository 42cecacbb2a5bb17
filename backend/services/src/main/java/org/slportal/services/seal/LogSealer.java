package org.slportal.services.seal;

import static org.slportal.db.jooq.Tables.LOG_HEAD;
import static org.slportal.db.jooq.Tables.LOG_SEAL;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.pki.CertificateAuthority;
import org.slportal.pki.SigningIdentity;
import org.slportal.services.PortalProperties;
import org.slportal.services.db.Transactions;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Component;

/**
 * Seals what was written to the logs, after the acts that wrote it, so that no act waits for another's seal (docs/decisions/0024).
 *
 * <p>Ids are given out before commits: a lower one may appear after a higher one. Therefore a row is sealed only when an id at least as
 * high was seen {@link #REST} ago, so that every statement that got a lower one has ended, and when no open transaction holds a row among
 * those to be sealed.
 */
@Component
public class LogSealer {

    static final Duration REST = Duration.ofSeconds(60);

    /** As many rows has a seal at most. */
    static final int BATCH = 500;

    private static final Duration LONG_WAIT = Duration.ofMinutes(15);
    private static final int MAX_BATCHES = 200;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final Logger log = LoggerFactory.getLogger(LogSealer.class);

    private final DSLContext sql;
    private final Transactions transactions;
    private final RealTime realTime;
    private final CertificateAuthority authority;
    private final SealMark mark;

    LogSealer(
            DSLContext sql,
            Transactions transactions,
            RealTime realTime,
            CertificateAuthority authority,
            PortalProperties properties) {
        this.sql = sql;
        this.transactions = transactions;
        this.realTime = realTime;
        this.authority = authority;
        this.mark = new SealMark(properties.dataDir());
    }

    /** Several nodes may call it as often as they like: of each log one at a time seals. @return how many rows were sealed */
    public int run() {
        int rows = 0;
        for (SealedLog each : SealedLog.values()) {
            try {
                rows += seal(each);
            } catch (BrokenChainException e) {
                log.error("The {} is not sealed any more: {}. Run: portal ledger check", each.title(), e.getMessage());
            }
        }
        return rows;
    }

    private int seal(SealedLog sealed) {
        int rows = 0;
        int batch;
        int batches = 0;
        do {
            batch = transactions.write(() -> sealBatch(sealed));
            rows += batch;
            batches++;
        } while (batch == BATCH && batches < MAX_BATCHES);
        // After the commit: the file must never know of a seal that does not exist.
        End end = end(sealed);
        if (end.number() > 0) {
            mark.advance(sealed, end.number(), end.hash());
        }
        return rows;
    }

    private record End(long number, long to, byte[] hash) {}

    private int sealBatch(SealedLog sealed) {
        Record2<Long, Instant> head = sql.select(LOG_HEAD.SEEN_ID, LOG_HEAD.SEEN_AT)
                .from(LOG_HEAD)
                .where(LOG_HEAD.LOG.eq(sealed.name()))
                .forUpdate()
                .skipLocked()
                .fetchOne();
        if (head == null) {
            return 0; // another node is at it
        }
        Instant now = realTime.instant().truncatedTo(ChronoUnit.MICROS);
        Instant seenAt = head.value2();
        if (seenAt != null && !now.isBefore(seenAt) && now.isBefore(seenAt.plus(REST))) {
            return 0;
        }
        SealedRows rows = SealedRows.of(sealed);
        int done = 0;
        // A clock that was set back has measured nothing.
        if (seenAt != null && !now.isBefore(seenAt)) {
            End end = end(sealed);
            requireRemembered(sealed, end);
            List<SealedRow> finished = finished(sealed, rows, end.to(), head.value1(), Duration.between(seenAt, now));
            if (finished == null) {
                return 0;
            }
            done = finished.size();
            if (done > 0) {
                store(sealed, end, finished, done == BATCH ? finished.getLast().id() : head.value1(), now);
            }
        }
        if (done < BATCH) {
            sql.update(LOG_HEAD)
                    .set(LOG_HEAD.SEEN_ID, rows.newestId(sql))
                    .set(LOG_HEAD.SEEN_AT, now)
                    .where(LOG_HEAD.LOG.eq(sealed.name()))
                    .execute();
        }
        return done;
    }

    /** @return null if one of them may still be rolled back, or stand where no row is seen yet */
    private @Nullable List<SealedRow> finished(
            SealedLog sealed, SealedRows rows, long after, long upTo, Duration waited) {
        try {
            return rows.readFinished(sql, after, upTo, BATCH);
        } catch (RuntimeException e) {
            if (!isLocked(e)) {
                throw e;
            }
            if (waited.compareTo(LONG_WAIT) > 0) {
                log.warn("The {} is not sealed: a transaction has been open for {}", sealed.title(), waited);
            }
            return null;
        }
    }

    private static boolean isLocked(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && refused.getErrorCode() == LOCK_WAIT_TIMEOUT) {
                return true;
            }
        }
        return false;
    }

    /** Whoever cut off the end must not have the cut sealed, nor the file put right, by going on. */
    private void requireRemembered(SealedLog sealed, End end) {
        SealMark.Entry remembered = mark.read(sealed);
        if (remembered == null) {
            return;
        }
        byte[] hash = remembered.number() == end.number()
                ? end.hash()
                : sql.select(LOG_SEAL.SEAL_HASH)
                        .from(LOG_SEAL)
                        .where(LOG_SEAL.LOG.eq(sealed.name()).and(LOG_SEAL.NUMBER.eq(remembered.number())))
                        .fetchOne(LOG_SEAL.SEAL_HASH);
        if (!Arrays.equals(hash, remembered.hash())) {
            throw new BrokenChainException(
                    "seal " + remembered.number() + " is not the one that " + mark.file() + " remembers");
        }
    }

    private End end(SealedLog sealed) {
        Record3<Long, Long, byte[]> newest = sql.select(LOG_SEAL.NUMBER, LOG_SEAL.TO_ID, LOG_SEAL.SEAL_HASH)
                .from(LOG_SEAL)
                .where(LOG_SEAL.LOG.eq(sealed.name()))
                .orderBy(LOG_SEAL.NUMBER.desc())
                .limit(1)
                .fetchOne();
        return newest == null
                ? new End(0, 0, new byte[Hashes.LENGTH])
                : new End(newest.value1(), newest.value2(), newest.value3());
    }

    private void store(SealedLog sealed, End end, List<SealedRow> rows, long to, Instant now) {
        SigningIdentity signer = authority.signingIdentity();
        Seal seal = new Seal(
                sealed,
                end.number() + 1,
                Seal.FORMAT,
                end.to() + 1,
                to,
                rows.size(),
                Seal.hashesOf(rows),
                rows.stream().map(SealedRow::at).max(Instant::compareTo).orElseThrow(),
                now,
                end.hash(),
                signer.certificateSerialHex());
        byte[] hash = seal.hash();
        sql.insertInto(LOG_SEAL)
                .set(LOG_SEAL.LOG, sealed.name())
                .set(LOG_SEAL.NUMBER, seal.number())
                .set(LOG_SEAL.FORMAT, (short) seal.format())
                .set(LOG_SEAL.FROM_ID, seal.from())
                .set(LOG_SEAL.TO_ID, seal.to())
                .set(LOG_SEAL.ROW_COUNT, seal.rows())
                .set(LOG_SEAL.ROW_HASHES, seal.rowHashes())
                .set(LOG_SEAL.NEWEST_AT, seal.newestAt())
                .set(LOG_SEAL.SEALED_AT, seal.sealedAt())
                .set(LOG_SEAL.PREVIOUS_HASH, seal.previousHash())
                .set(LOG_SEAL.SEAL_HASH, hash)
                .set(LOG_SEAL.CERTIFICATE_SERIAL, seal.certificateSerial())
                .set(LOG_SEAL.SIGNATURE, signer.sign(Seal.signedBytes(hash)))
                .execute();
    }
}
