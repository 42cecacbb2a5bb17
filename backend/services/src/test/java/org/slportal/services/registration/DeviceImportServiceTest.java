package org.slportal.services.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.services.conversion.SkuQuantity;
import org.slportal.services.csv.CsvProblem;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@DatabaseTest
@RecordApplicationEvents
class DeviceImportServiceTest {

    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final String HEAD =
            "Product Family,Product ID,Serial Number,Virtual Account,RTU Level,AP Count,Stack Serial Number\n";

    @Autowired
    TestAccounts accounts;

    @Autowired
    DeviceImportService imports;

    @Autowired
    DeviceRegistrationService registration;

    @Autowired
    RegisteredDeviceService devices;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    ApplicationEvents published;

    private TestAccounts.Account account;

    @BeforeEach
    void an_account() {
        account = accounts.account();
    }

    @Test
    void a_file_brings_devices_stacks_and_their_rights() {
        String active = next();
        String file = HEAD
                // The member may stand before the switch it names.
                + "Catalyst 3850,WS-C3850-48P-S,%s,,ipservices,,%s\n".formatted(next(), active)
                + "Catalyst 3850,WS-C3850-24P-S,%s,default,IPBASE,25,%s\n".formatted(active, active)
                + "Cloud Services Router,CSR1000V,%s,,,,\n".formatted(next());

        DeviceImport check = imports.check(account.administrator(), account.id(), bytes(file));
        assertThat(check.problems()).isEmpty();
        assertThat(check.devices()).isEqualTo(3);
        assertThat(check.rights()).isEqualTo(27);
        assertThat(check.imported()).isFalse();
        assertThat(list()).isEmpty();

        assertThat(run(file).imported()).isTrue();
        assertThat(list()).hasSize(2);
        DeviceListItem stack = list().getFirst();
        assertThat(stack.udi().serialNumber()).isEqualTo(active);
        assertThat(stack.members()).hasSize(1);
        assertThat(stack.virtualAccount()).isEqualTo("Default");
        assertThat(stack.left())
                .containsExactly(
                        new SkuQuantity("C3850-24-L-S", 1),
                        new SkuQuantity("C3850-48-S-E", 1),
                        new SkuQuantity("LIC-CTIOS-1A", 25));
        assertThat(stack.available()).isEqualTo(27);
        assertThat(published.stream(DevicesAssigned.class))
                .singleElement()
                .satisfies(event -> assertThat(event.devices())
                        .containsExactly(stack.id(), stack.members().getFirst().id()));
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void every_problem_is_told_by_its_line_and_nothing_is_imported() {
        TestAccounts.Account foreign = accounts.account();
        String here = next();
        String there = next();
        registration.add(
                account.administrator(),
                account.id(),
                new NewLegacyDevice("Catalyst 3650", "WS-C3650-24P-L", here, null));
        registration.add(
                foreign.administrator(),
                foreign.id(),
                new NewLegacyDevice("Catalyst 3650", "WS-C3650-24P-L", there, null));
        String good = next();
        String file = HEAD
                + "Catalyst 3650,WS-C3650-24P-L,%s,,,,\n".formatted(good)
                + "Catalyst 3650,WS-C3850-24P-S,%s,,,,\n".formatted(next())
                + "Catalyst 3650,WS-C3650-24P-L,%s,,,,\n".formatted(good.toLowerCase())
                + "Catalyst 3650,WS-C3650-24P-L,%s,Nowhere,,,\n".formatted(next())
                + "Catalyst 3650,WS-C3650-24P-L,%s,,premium,,\n".formatted(next())
                + "Catalyst 3650,WS-C3650-24P-L,%s,,ipbase,51,\n".formatted(next())
                + "Catalyst 3650,WS-C3650-24P-L,%s,,,,NOSUCHSN\n".formatted(next())
                + "Catalyst 3650,WS-C3650-24P-L,%s,,,,\n".formatted(here)
                + "Catalyst 3650,WS-C3650-24P-L,%s,,,,\n".formatted(there)
                + "ISR 4000,ISR4331/K9,%s,,ipbase,,\n".formatted(next())
                + "Catalyst 3850,WS-C3850-24P-S,%s,,,,%s\n".formatted(next(), good)
                + "Catalyst 3650,WS-C3650-24P-L,%s,Default,,,%s\n".formatted(next(), good)
                + "Catalyst 3650,WS-C3650-24P-L,,,,,\n";

        DeviceImport answer = run(file);

        assertThat(answer.problems())
                .extracting(CsvProblem::line, CsvProblem::column, CsvProblem::reason)
                .containsExactly(
                        tuple(3L, "Product ID", ErrorReason.DEVICE_PID_OF_OTHER_FAMILY),
                        tuple(4L, "Serial Number", ErrorReason.DEVICE_TWICE),
                        tuple(5L, "Virtual Account", ErrorReason.DEVICE_POOL_UNKNOWN),
                        tuple(6L, "RTU Level", ErrorReason.CSV_CHOICE),
                        tuple(7L, "AP Count", ErrorReason.RTU_COUNT_EXCEEDS),
                        tuple(8L, "Stack Serial Number", ErrorReason.DEVICE_STACK_UNKNOWN),
                        tuple(9L, "Serial Number", ErrorReason.DEVICE_ALREADY_HERE),
                        tuple(10L, "Serial Number", ErrorReason.DEVICE_ELSEWHERE),
                        tuple(11L, "RTU Level", ErrorReason.RTU_PLATFORM),
                        tuple(12L, "Stack Serial Number", ErrorReason.DEVICE_STACK_FAMILY),
                        tuple(13L, "Virtual Account", ErrorReason.DEVICE_POOL_OF_STACK),
                        tuple(14L, "Serial Number", ErrorReason.REQUIRED));
        assertThat(answer.imported()).isFalse();
        assertThat(list()).hasSize(1);
    }

    @Test
    void members_join_a_registered_stack_and_a_foreign_one_is_not_found() {
        String active = next();
        LegacyDeviceId head = registration.add(
                account.administrator(),
                account.id(),
                new NewLegacyDevice("Catalyst 3850", "WS-C3850-24P-S", active, account.pool()));
        String line = "Catalyst 3850,WS-C3850-24P-S,%s,,,,%s\n";
        TestAccounts.Account foreign = accounts.account();

        assertThat(imports.run(foreign.administrator(), foreign.id(), bytes(HEAD + line.formatted(next(), active)))
                        .problems())
                .extracting(CsvProblem::reason)
                .containsExactly(ErrorReason.DEVICE_STACK_UNKNOWN);

        String member = next();
        assertThat(run(HEAD + line.formatted(member, active)).imported()).isTrue();
        assertThat(list().getFirst().members()).hasSize(1);
        assertThat(devices.detail(account.administrator(), head).item().pool()).isEqualTo(account.pool());
        assertThat(run(HEAD + line.formatted(next(), member)).problems())
                .extracting(CsvProblem::reason)
                .containsExactly(ErrorReason.DEVICE_STACK_MEMBER);
        StringBuilder many = new StringBuilder(HEAD);
        for (int i = 0; i < 8; i++) {
            many.append(line.formatted(next(), active));
        }
        assertThat(run(many.toString()).problems())
                .extracting(CsvProblem::line, CsvProblem::reason)
                .containsExactly(tuple(9L, ErrorReason.DEVICE_STACK_FULL));
    }

    @Test
    void who_manages_one_virtual_account_must_name_it_and_strangers_and_viewers_import_nothing() {
        var branch = accounts.pool(account, "Branch");
        var limited = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, branch);
        String line = "Cloud Services Router,CSR1000V,%s,%s,,,\n";

        assertThat(imports.run(
                                limited,
                                account.id(),
                                bytes(HEAD + line.formatted(next(), "") + line.formatted(next(), "Default")))
                        .problems())
                .extracting(CsvProblem::reason)
                .containsExactly(ErrorReason.REQUIRED, ErrorReason.DEVICE_POOL_UNKNOWN);
        assertThat(imports.run(limited, account.id(), bytes(HEAD + line.formatted(next(), "Branch")))
                        .imported())
                .isTrue();
        byte[] file = bytes(HEAD + line.formatted(next(), ""));
        assertNotAllowed(
                () -> imports.run(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null), account.id(), file));
        assertUnknown(() -> imports.check(accounts.account().administrator(), account.id(), file));
    }

    @Test
    void of_two_who_import_the_same_file_at_once_one_is_told_that_the_devices_are_there() throws Exception {
        String file = HEAD
                + "Cloud Services Router,CSR1000V,%s,,,,\n".formatted(next())
                + "Cloud Services Router,CSR1000V,%s,,,,\n".formatted(next());

        List<DeviceImport> answers = Threads.race(4, i -> () -> run(file));

        assertThat(answers).filteredOn(DeviceImport::imported).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> !answer.imported())
                .allSatisfy(answer -> assertThat(answer.problems())
                        .extracting(CsvProblem::reason)
                        .containsExactly(ErrorReason.DEVICE_ALREADY_HERE, ErrorReason.DEVICE_ALREADY_HERE));
        assertThat(list()).hasSize(2);
    }

    @Test
    void ten_thousand_devices_come_in_one_act() {
        StringBuilder file = new StringBuilder(HEAD);
        String active = "";
        for (int i = 0; i < 10_000; i++) {
            String serial = next();
            if (i % 5 == 0) {
                active = serial;
            }
            file.append("Catalyst 3850,WS-C3850-24P-S,%s,,ipbase,10,%s\n".formatted(serial, active));
        }

        long start = System.nanoTime();
        DeviceImport check = imports.check(account.administrator(), account.id(), bytes(file.toString()));
        long checked = System.nanoTime();
        DeviceImport answer = run(file.toString());
        long done = System.nanoTime();
        long count = devices.count(account.administrator(), account.id(), "");
        List<DeviceListItem> last = devices.list(
                account.administrator(), account.id(), new PageQuery<>(1_950, 50, DeviceSort.ADDED, true), "");
        long listed = System.nanoTime();

        assertThat(check.problems()).isEmpty();
        assertThat(answer.imported()).isTrue();
        assertThat(answer.rights()).isEqualTo(110_000);
        assertThat(count).isEqualTo(2_000);
        assertThat(last).hasSize(50);
        System.out.printf(
                "10,000 devices: check %d ms, import %d ms, count and last page %d ms%n",
                Duration.ofNanos(checked - start).toMillis(),
                Duration.ofNanos(done - checked).toMillis(),
                Duration.ofNanos(listed - done).toMillis());
        assertThat(Duration.ofNanos(done - checked)).isLessThan(Duration.ofSeconds(60));
    }

    private DeviceImport run(String file) {
        return imports.run(account.administrator(), account.id(), bytes(file));
    }

    private List<DeviceListItem> list() {
        return devices.list(account.administrator(), account.id(), PageQuery.first(50, DeviceSort.ADDED), "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String next() {
        return "IMP%06d".formatted(SERIAL.incrementAndGet());
    }
}
