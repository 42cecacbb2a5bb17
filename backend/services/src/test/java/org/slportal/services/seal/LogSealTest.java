package org.slportal.services.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.LOG_HEAD;
import static org.slportal.db.jooq.Tables.LOG_SEAL;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.pki.CaProfile;
import org.slportal.pki.CaStore;
import org.slportal.pki.CertificateAuthority;
import org.slportal.services.PortalProperties;
import org.slportal.services.access.Actor;
import org.slportal.services.certificate.CertificateRecords;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.ledger.LedgerCheck.Finding;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.ServicesTestApplication;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** In a database of its own, whose triggers are gone: whoever tampers with a database has dropped them. Each test begins a chain. */
@SpringBootTest(classes = ServicesTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ContextConfiguration(initializers = LabDatabase.class)
@DirtiesContext
class LogSealTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final String WHOLE = "no seal of the event log is missing";
    private static final String SIGNED = "every seal of the event log is signed";
    private static final String SAME = "every sealed row of the event log";
    private static final String SAME_LEDGER = "every sealed row of the ledger";

    @Autowired
    TestAccounts accounts;

    @Autowired
    LogSealer sealer;

    @Autowired
    SealService seals;

    @Autowired
    EventRecorder recorder;

    @Autowired
    Transactions transactions;

    @Autowired
    CertificateAuthority authority;

    @Autowired
    CertificateRecords records;

    @Autowired
    PortalProperties properties;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private TestAccounts.Account account;
    private Path dataDir;
    private Path mark;

    @BeforeEach
    void two_seals_of_each_log() throws IOException {
        for (String trigger : List.of(
                "event_immutable_update",
                "event_immutable_delete",
                "license_transaction_immutable_update",
                "license_transaction_immutable_delete",
                "log_seal_immutable_update",
                "log_seal_immutable_delete")) {
            sql.execute("DROP TRIGGER IF EXISTS " + trigger);
        }
        sql.deleteFrom(LOG_SEAL).execute();
        sql.deleteFrom(EVENT).execute();
        sql.update(LOG_HEAD).set(LOG_HEAD.SEEN_ID, 0L).setNull(LOG_HEAD.SEEN_AT).execute();
        dataDir = properties.dataDir();
        mark = dataDir.resolve("log-seals");
        Files.deleteIfExists(mark);
        Files.writeString(Files.createDirectories(dataDir.resolve("public")).resolve("root.pem"), authority.rootPem());
        account = accounts.account();
        write(3);
        seal();
        write(3);
        seal();
        assertThat(count(SealedLog.EVENT)).isEqualTo(2);
        assertThat(count(SealedLog.LEDGER)).isEqualTo(2);
    }

    /** Of each log as many rows. */
    private void write(int rows) {
        for (int i = 0; i < rows; i++) {
            accounts.own(account, account.pool(), LICENSE, 1);
            record("quantity " + i);
        }
    }

    private void record(String text) {
        recorder.record(
                Actor.device("edge-switch-1", "192.0.2.1"),
                NewEvent.done(
                        EventCode.LICENSES_SHORT, account.id(), account.pool(), "license", text, "quantity", "3"));
    }

    /** Seen, and seen again a minute later. */
    private int seal() {
        clock.advance(LogSealer.REST);
        int before = sealer.run();
        clock.advance(LogSealer.REST);
        return before + sealer.run();
    }

    private int count(SealedLog log) {
        return sql.fetchCount(LOG_SEAL, LOG_SEAL.LOG.eq(log.name()));
    }

    private List<Finding> broken() {
        return new SealCheck(sql, dataDir)
                .run().findings().stream().filter(finding -> !finding.holds()).toList();
    }

    private void assertOnlyBroken(String rule, String... examples) {
        List<Finding> broken = broken();
        assertThat(broken).as("%s", broken).hasSize(1);
        assertThat(broken.getFirst().rule()).startsWith(rule);
        assertThat(broken.getFirst().examples()).containsExactly(examples);
        assertThat(broken.getFirst().violations()).isEqualTo(examples.length);
    }

    private void tamper(String statement, Object... values) {
        transactions.run(() -> {
            sql.execute("SET SESSION check_constraint_checks = 0, foreign_key_checks = 0");
            try {
                assertThat(sql.execute(statement, values)).as(statement).isPositive();
            } finally {
                sql.execute("SET SESSION check_constraint_checks = 1, foreign_key_checks = 1");
            }
        });
    }

    private long id(String query) {
        return sql.fetchSingle(query).get(0, Long.class);
    }

    private long newestEvent() {
        return id("SELECT MAX(event_id) FROM event");
    }

    @Test
    void what_the_portal_wrote_holds_and_is_counted() {
        write(2);
        var result = new SealCheck(sql, dataDir).run();
        assertThat(result.findings()).hasSize(6).allMatch(Finding::holds);
        assertThat(result.coverage()).extracting(SealCheck.Coverage::seals).containsExactly(2L, 2L);
        assertThat(result.coverage().getFirst().rows()
                        + result.coverage().getFirst().unsealed())
                .isEqualTo(id("SELECT COUNT(*) FROM event"));
        assertThat(result.coverage().getLast().unsealed()).isEqualTo(2);
    }

    @Test
    void a_row_is_sealed_when_it_was_seen_for_a_minute_and_not_before() {
        write(1);
        clock.advance(LogSealer.REST);
        assertThat(sealer.run()).isZero();
        clock.advance(LogSealer.REST.minusNanos(1000));
        assertThat(sealer.run()).isZero();
        clock.advance(Duration.ofNanos(1000));
        write(1);
        assertThat(sealer.run()).isPositive();
        assertThat(new SealCheck(sql, dataDir).run().coverage().getLast().unsealed())
                .isEqualTo(1);
    }

    @Test
    void a_clock_that_was_set_back_only_delays() {
        write(1);
        Instant now = clock.instant();
        clock.set(now.minus(Duration.ofDays(1)));
        assertThat(sealer.run()).isZero();
        clock.advance(LogSealer.REST);
        assertThat(sealer.run()).isPositive();
        clock.set(now.plus(LogSealer.REST));
        assertThat(broken()).isEmpty();
    }

    @Test
    void nothing_new_makes_no_seal() {
        assertThat(seal()).isZero();
        assertThat(count(SealedLog.EVENT)).isEqualTo(2);
    }

    @Test
    void many_rows_are_sealed_in_batches_and_a_rolled_back_id_is_no_gap() {
        transactions.run(() -> {
            for (int i = 0; i < LogSealer.BATCH + 1; i++) {
                record("many");
            }
        });
        try {
            transactions.run(() -> {
                record("never");
                throw new IllegalStateException("changed its mind");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("changed its mind");
        }
        record("after");
        assertThat(seal()).isEqualTo(LogSealer.BATCH + 2);
        assertThat(count(SealedLog.EVENT)).isEqualTo(4);
        assertThat(broken()).isEmpty();
    }

    @Test
    void changed_deleted_and_inserted_events_are_named() {
        long id = newestEvent();
        tamper("UPDATE event SET actor_name = 'somebody else' WHERE event_id = ?", id);
        assertOnlyBroken(SAME, "event " + id + " was changed (seal 2)");
        tamper("UPDATE event SET actor_name = 'edge-switch-1' WHERE event_id = ?", id);
        assertThat(broken()).isEmpty();

        tamper("UPDATE event SET event_id = -1 WHERE event_id = ?", id);
        // What stands below the first id belongs to the first seal.
        assertOnlyBroken(SAME, "event -1 was inserted later (seal 1)", "event " + id + " was deleted (seal 2)");
        tamper("DELETE FROM event WHERE event_id = -1");
        assertOnlyBroken(SAME, "event " + id + " was deleted (seal 2)");
    }

    @Test
    void a_value_moved_from_one_column_to_the_next_is_a_change() {
        long id = newestEvent();
        tamper("UPDATE event SET origin_address = NULL, piid = origin_address WHERE event_id = ?", id);
        assertOnlyBroken(SAME, "event " + id + " was changed (seal 2)");
    }

    @Test
    void an_event_put_where_one_was_rolled_back_is_found() {
        try {
            transactions.run(() -> {
                record("never");
                throw new IllegalStateException("changed its mind");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("changed its mind");
        }
        record("after");
        seal();
        long gap = newestEvent() - 1;
        tamper(
                "INSERT INTO event (event_id, code, parameters, outcome, actor_kind, actor_name, occurred_at)"
                        + " SELECT ?, code, parameters, outcome, actor_kind, actor_name, occurred_at FROM event"
                        + " ORDER BY event_id DESC LIMIT 1",
                gap);
        assertOnlyBroken(SAME, "event " + gap + " was inserted later (seal 3)");
    }

    @Test
    void a_ledger_row_changed_together_with_pool_and_lot_is_named() {
        long id = id("SELECT MIN(license_transaction_id) FROM license_transaction WHERE smart_account_id = "
                + account.id().value());
        tamper("UPDATE license_transaction SET quantity = quantity + 1 WHERE license_transaction_id = ?", id);
        assertOnlyBroken(SAME_LEDGER, "ledger row " + id + " was changed (seal 1)");
    }

    @Test
    void a_missing_seal_is_found() {
        write(1);
        seal();
        tamper("DELETE FROM log_seal WHERE log = 'EVENT' AND number = 2");
        assertOnlyBroken(WHOLE, "seal 2 is missing");
    }

    @Test
    void seals_in_another_order_are_found() {
        tamper("UPDATE log_seal SET number = 99 WHERE log = 'EVENT' AND number = 1");
        tamper("UPDATE log_seal SET number = 1 WHERE log = 'EVENT' AND number = 2");
        tamper("UPDATE log_seal SET number = 2 WHERE log = 'EVENT' AND number = 99");
        List<Finding> broken = broken();
        assertThat(broken).hasSize(1);
        assertThat(broken.getFirst().examples()).first().asString().isEqualTo("seal 1 does not follow seal 0");
    }

    @Test
    void a_seal_changed_to_fit_a_changed_row_is_found() {
        long id = newestEvent();
        tamper("UPDATE event SET actor_name = 'somebody else' WHERE event_id = ?", id);
        tamper("UPDATE log_seal SET newest_at = newest_at + INTERVAL 1 SECOND WHERE log = 'EVENT' AND number = 2");
        List<Finding> broken = broken();
        assertThat(broken).hasSize(1);
        assertThat(broken.getFirst().examples().getFirst()).startsWith("seal 2 was changed");
    }

    /** The last seal anew, as the portal would have made it, with another's key. */
    private void forge(CertificateAuthority other) {
        var row = sql.selectFrom(LOG_SEAL)
                .where(LOG_SEAL.LOG.eq("EVENT").and(LOG_SEAL.NUMBER.eq(2L)))
                .fetchSingle();
        var rows = SealedRows.of(SealedLog.EVENT).read(sql, row.getFromId() - 1, row.getToId(), LogSealer.BATCH);
        Seal seal = new Seal(
                SealedLog.EVENT,
                2,
                Seal.FORMAT,
                row.getFromId(),
                row.getToId(),
                rows.size(),
                Seal.hashesOf(rows),
                row.getNewestAt(),
                row.getSealedAt(),
                row.getPreviousHash(),
                other.signingIdentity().certificateSerialHex());
        tamper(
                "UPDATE log_seal SET row_hashes = ?, seal_hash = ?, certificate_serial = ?, signature = ?"
                        + " WHERE log = 'EVENT' AND number = 2",
                seal.rowHashes(),
                seal.hash(),
                seal.certificateSerial(),
                other.signingIdentity().sign(Seal.signedBytes(seal.hash())));
    }

    @Test
    void a_chain_computed_anew_with_a_key_of_ones_own_is_found() throws IOException {
        CertificateAuthority other = CertificateAuthority.open(
                new CaStore(Files.createTempDirectory("other").resolve("ca.p12"), "not the portal's".toCharArray()),
                records,
                clock,
                CaProfile.standard("Smart Licensing Portal", List.of()));
        tamper("UPDATE event SET actor_name = 'somebody else' WHERE event_id = ?", newestEvent());
        forge(other);
        List<Finding> broken = broken();
        assertThat(broken).extracting(Finding::violations).containsExactly(1, 1);
        assertThat(broken.getFirst().examples().getFirst()).contains("seal 2 is not the one that", "log-seals");
        assertThat(broken.getLast().rule()).startsWith(SIGNED);
        assertThat(broken.getLast().examples().getFirst()).endsWith("is not one this portal signs with");
        // And nothing is sealed on top of it.
        write(1);
        seal();
        assertThat(count(SealedLog.EVENT)).isEqualTo(2);
        assertThat(count(SealedLog.LEDGER)).isEqualTo(3);
    }

    @Test
    void a_wrong_signature_is_found() {
        tamper("UPDATE log_seal SET signature = UNHEX('00') WHERE log = 'EVENT' AND number = 1");
        assertOnlyBroken(
                SIGNED,
                "seal 1: the signature is not that of certificate "
                        + authority.signingIdentity().certificateSerialHex());
    }

    @Test
    void without_the_root_certificate_nothing_counts_as_signed() throws IOException {
        Files.delete(dataDir.resolve("public").resolve("root.pem"));
        assertThat(broken())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.examples())
                        .allSatisfy(example -> assertThat(example).contains("nothing can be verified without")));
    }

    @Test
    void an_end_cut_off_is_found_and_not_built_upon() {
        tamper("DELETE FROM event WHERE event_id >="
                + " (SELECT from_id FROM log_seal WHERE log = 'EVENT' AND number = 2)");
        tamper("DELETE FROM log_seal WHERE log = 'EVENT' AND number = 2");
        assertOnlyBroken(WHOLE, "seal 2 is missing: the end was cut off");
        write(2);
        seal();
        assertThat(count(SealedLog.EVENT)).isEqualTo(1);
        assertOnlyBroken(WHOLE, "seal 2 is missing: the end was cut off");
    }

    @Test
    void all_seals_deleted_are_found_too() {
        tamper("DELETE FROM log_seal WHERE log = 'EVENT'");
        assertOnlyBroken(WHOLE, "seals 1 to 2 are missing: the end was cut off");
    }

    @Test
    void only_the_owner_reads_the_file_and_one_that_is_gone_or_damaged_is_told() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mark)))
                .isEqualTo("rw-------");
        Files.writeString(mark, "EVENT two");
        assertThat(broken()).hasSize(2);
        Files.delete(mark);
        assertThat(broken())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.examples())
                        .singleElement()
                        .asString()
                        .contains("cannot be told"));
        sealer.run();
        assertThat(broken()).isEmpty();
    }

    @Test
    void sealers_on_many_nodes_make_one_chain() throws Exception {
        write(20);
        clock.advance(LogSealer.REST);
        sealer.run();
        clock.advance(LogSealer.REST);
        Threads.race(8, i -> (Callable<Integer>) () -> {
            int rows = 0;
            for (int run = 0; run < 5; run++) {
                rows += sealer.run();
            }
            return rows;
        });
        assertThat(count(SealedLog.EVENT)).isEqualTo(3);
        assertThat(broken()).isEmpty();
    }

    @Test
    void an_open_transaction_with_a_lower_id_is_waited_for() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> open = CompletableFuture.runAsync(() -> transactions.run(() -> {
            record("slow");
            written.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        written.await();
        record("quick");
        long quick = newestEvent();
        assertThat(seal()).isZero();
        clock.advance(Duration.ofHours(1));
        assertThat(sealer.run()).isZero();
        // Meanwhile others write: nobody waits for the sealer.
        record("later");
        end.countDown();
        open.get();

        assertThat(sealer.run()).isEqualTo(2);
        assertThat(sql.select(LOG_SEAL.TO_ID)
                        .from(LOG_SEAL)
                        .where(LOG_SEAL.LOG.eq("EVENT").and(LOG_SEAL.NUMBER.eq(3L)))
                        .fetchSingle()
                        .value1())
                .isEqualTo(quick);
        assertThat(broken()).isEmpty();
    }

    @Test
    void what_an_earlier_key_signed_stays_proved() {
        String before = authority.signingIdentity().certificateSerialHex();
        Instant now = clock.instant();
        clock.set(authority.signingIdentity().notAfter().plusSeconds(1));
        assertThat(authority.renewSigningIfDue()).isTrue();
        write(1);
        seal();
        assertThat(sql.selectDistinct(LOG_SEAL.CERTIFICATE_SERIAL)
                        .from(LOG_SEAL)
                        .fetch(LOG_SEAL.CERTIFICATE_SERIAL))
                .containsExactlyInAnyOrder(before, authority.signingIdentity().certificateSerialHex());
        assertThat(broken()).isEmpty();
        assertThat(now).isBefore(clock.instant());
    }

    @Test
    void members_of_an_account_see_up_to_when_and_others_do_not_see_the_account() {
        Instant newest =
                sql.select(DSL.max(EVENT.OCCURRED_AT)).from(EVENT).fetchSingle().value1();
        Actor viewer = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, account.pool());
        assertThat(seals.sealedUntil(viewer, account.id(), SealedLog.EVENT)).isEqualTo(newest);
        assertUnknown(() -> seals.sealedUntil(accounts.account().administrator(), account.id(), SealedLog.EVENT));
    }
}
