package org.slportal.services.conversion.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.CONVERSION;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConversionUndoService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.PakFilter;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever is done in whatever order, also by machines that die in the middle: no licence is lost and none is made twice. */
class ConservationTest extends JobTest {

    private static final int ROUNDS = 60;
    private static final List<String> PAK_SKUS = List.of(PARTIAL, WHOLE, "SLASR1-AIS", "L-CSR-5G-SEC=");
    private static final List<String> DEVICE_SKUS = List.of("FL-4330-HSEC-K9", "SL-4330-SEC-K9");

    @Autowired
    ConversionService conversions;

    @Autowired
    ConversionUndoService undo;

    @Autowired
    Transactions transactions;

    /** The machine dies: everything since the last commit is gone. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final List<TraditionalLineId> lines = new ArrayList<>();
    private final Map<ConvertLines, ConversionResult> answers = new HashMap<>();
    private final List<RequestJob> requested = new ArrayList<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 4711, 20270131})
    void no_licence_is_lost_and_none_is_made_twice(long seed) {
        Random random = new Random(seed);
        var account = accounts.account();
        accounts.pool(account, "Other");
        for (int i = 0; i < 12; i++) {
            lines.add(accounts.pak(
                    account,
                    random.nextInt(8) == 0 ? null : account.pool(),
                    PAK_SKUS.get(random.nextInt(PAK_SKUS.size())),
                    1 + random.nextInt(9),
                    0,
                    null));
        }
        for (int i = 0; i < 4; i++) {
            var device = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");
            lines.add(accounts.rightToUse(device, DEVICE_SKUS.get(i % 2), 1 + random.nextInt(5)));
        }
        for (int round = 0; round < ROUNDS; round++) {
            act(random, account);
            assertThat(ledger.run())
                    .as("after round %s of seed %s", round, seed)
                    .allMatch(LedgerCheck.Finding::holds);
            assertThat(owned(account)).as("round %s of seed %s", round, seed).isEqualTo(gone(account));
        }

        // Whatever was interrupted is finished in the end.
        work();
        assertThat(list.count(account.administrator(), account.id(), JobState.RUNNING)
                        .rows())
                .isZero();
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
        assertThat(owned(account)).isEqualTo(gone(account)).isPositive();
    }

    private void act(Random random, TestAccounts.Account account) {
        switch (random.nextInt(8)) {
            case 0, 1 -> convert(random, account);
            case 2 -> repeat(random, account);
            case 3 -> requestJob(random, account);
            case 4 -> crashed(() -> worker.step());
            case 5 -> crashed(() -> convert(random, account));
            case 6 -> undoOne(random, account);
            default -> worker.step();
        }
    }

    private void crashed(Runnable act) {
        try {
            transactions.run(() -> {
                act.run();
                throw new Crash();
            });
        } catch (Crash expected) {
            // What it did never happened; what it answered was heard by nobody.
            answers.values()
                    .removeIf(answer -> answer instanceof ConversionResult.Converted converted
                            && !sql.fetchExists(CONVERSION, CONVERSION.CONVERSION_ID.eq(converted.id())));
        }
    }

    private void convert(Random random, TestAccounts.Account account) {
        List<LineQuantity> chosen = new ArrayList<>();
        boolean devices = random.nextInt(4) == 0;
        for (int i = 0; i <= random.nextInt(3); i++) {
            TraditionalLineId line = lines.get(random.nextInt(lines.size()));
            if (line instanceof LegacyLicenseId == devices) {
                chosen.add(new LineQuantity(line, random.nextInt(7)));
            }
        }
        if (chosen.isEmpty()) {
            return;
        }
        var asked = new ConvertLines(Long.toString(random.nextLong()), account.id(), account.pool(), chosen);
        answers.put(asked, conversions.convert(account.administrator(), asked));
    }

    /** Answers were lost on the way: asked again, they are the same and nothing happens. */
    private void repeat(Random random, TestAccounts.Account account) {
        if (!requested.isEmpty()) {
            var job = requested.get(random.nextInt(requested.size()));
            jobs.request(account.administrator(), job);
        }
        int before = owned(account);
        answers.forEach((asked, answer) -> {
            if (answer instanceof ConversionResult.Converted) {
                assertThat(conversions.convert(account.administrator(), asked)).isEqualTo(answer);
            }
        });
        assertThat(owned(account)).isEqualTo(before);
    }

    private void requestJob(Random random, TestAccounts.Account account) {
        JobLines some = random.nextBoolean()
                ? new JobLines.Matching(PakFilter.ALL)
                : new JobLines.OfPaks(lines.stream()
                        .filter(PakLineId.class::isInstance)
                        .filter(line -> random.nextBoolean())
                        .map(line -> pakOf((PakLineId) line))
                        .toList());
        try {
            RequestJob asked = asked(account, some);
            ConversionJobId job = jobs.request(account.administrator(), asked);
            requested.add(asked);
            if (random.nextInt(5) == 0) {
                jobs.cancel(account.administrator(), job);
            }
        } catch (PortalException nothingToConvert) {
            assertThat(nothingToConvert.field()).isEqualTo("lines");
        }
    }

    private void undoOne(Random random, TestAccounts.Account account) {
        List<ConversionId> made = sql.select(CONVERSION.CONVERSION_ID)
                .from(CONVERSION)
                .where(CONVERSION.SMART_ACCOUNT_ID.eq(account.id()).and(CONVERSION.UNDONE_AT.isNull()))
                .orderBy(CONVERSION.CONVERSION_ID)
                .fetch(CONVERSION.CONVERSION_ID);
        if (!made.isEmpty()) {
            undo.undo(account.administrator(), made.get(random.nextInt(made.size())));
        }
    }

    /** Smart licences that the account's lines say they gave. */
    private int gone(TestAccounts.Account account) {
        var paks = sql.select(DSL.coalesce(
                        DSL.sum(PAK_LINE.CONVERTED.times(SKU.LICENSE_QUANTITY)), java.math.BigDecimal.ZERO))
                .from(PAK_LINE)
                .join(PAK)
                .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .where(PAK.SMART_ACCOUNT_ID.eq(account.id()))
                .fetchSingle()
                .value1();
        var devices = sql.select(DSL.coalesce(
                        DSL.sum(LEGACY_LICENSE.CONVERTED.times(SKU.LICENSE_QUANTITY)), java.math.BigDecimal.ZERO))
                .from(LEGACY_LICENSE)
                .join(LEGACY_DEVICE)
                .on(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(LEGACY_LICENSE.LEGACY_DEVICE_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(LEGACY_LICENSE.SKU_ID))
                .where(LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account.id()))
                .fetchSingle()
                .value1();
        return paks.add(devices).intValueExact();
    }
}
