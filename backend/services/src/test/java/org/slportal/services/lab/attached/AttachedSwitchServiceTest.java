package org.slportal.services.lab.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.ATTACHED_SWITCH;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;
import static org.slportal.services.testing.Refusals.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.domain.access.Role;
import org.slportal.domain.device.Udi;
import org.slportal.services.access.Actor;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.ServicesTestApplication;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        classes = ServicesTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "portal.lab=true")
@ContextConfiguration(initializers = LabDatabase.class)
@DirtiesContext
class AttachedSwitchServiceTest {

    private static final String KEY = "SHA256:" + "k".repeat(43);
    private static final PageQuery<AttachedSwitchSort> PAGE = PageQuery.first(50, AttachedSwitchSort.NAME);

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    AttachedSwitchService switches;

    @Autowired
    MovableClock real;

    @Autowired
    DSLContext sql;

    private TestAccounts.Account account;

    @BeforeEach
    void begin() {
        account = accounts.account();
    }

    private static AnnouncedSwitch announced(String name, String serial) {
        return new AnnouncedSwitch(
                name, "C9300-24P", serial, "16.9.1", "127.0.0.1", 2201, KEY, "lab", "s3cret-" + name);
    }

    private int announce(AnnouncedSwitch... announced) {
        return switches.announce(account.administrator(), account.id(), List.of(announced));
    }

    private List<AttachedSwitchItem> list() {
        return switches.list(account.administrator(), account.id(), PAGE);
    }

    private int events(EventCode code) {
        return sql.fetchCount(EVENT, EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq(code.name())));
    }

    @Test
    void a_switch_is_attached_by_its_first_announcement_and_only_that_leaves_an_event() {
        assertThat(announce(announced("acc-01", "FOC1"), announced("acc-02", "FOC2")))
                .isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            real.advance(java.time.Duration.ofSeconds(10));
            assertThat(announce(announced("acc-01", "FOC1"), announced("acc-02", "FOC2")))
                    .isZero();
        }

        assertThat(events(EventCode.SWITCH_ATTACHED)).isEqualTo(2);
        assertThat(list())
                .hasSize(2)
                .allMatch(AttachedSwitchItem::reachable)
                .allSatisfy(item -> assertThat(item.seenAt()).isEqualTo(real.instant()));
        assertThat(switches.count(account.administrator(), account.id())).isEqualTo(2);
    }

    @Test
    void what_changed_is_taken_from_the_last_announcement() {
        announce(announced("acc-01", "FOC1"));
        var id = list().getFirst().id();

        announce(new AnnouncedSwitch(
                "renamed", "c9300-24p", "foc1", "16.12.3a", "switch.example.com", 2299, KEY, "lab", "another"));

        assertThat(list()).singleElement().satisfies(item -> {
            assertThat(item.id()).isEqualTo(id);
            assertThat(item.name()).isEqualTo("renamed");
            assertThat(item.udi()).isEqualTo(new Udi("C9300-24P", "FOC1"));
            assertThat(item.version()).isEqualTo("16.12.3a");
            assertThat(item.address()).isEqualTo("switch.example.com:2299");
        });
    }

    @Test
    void a_switch_not_seen_for_30_seconds_is_away_and_is_there_again_with_the_next_announcement() {
        announce(announced("acc-01", "FOC1"));
        var id = list().getFirst().id();

        real.advance(AttachedSwitchService.AWAY_AFTER.minusMillis(1));
        assertThat(switches.require(account.administrator(), account.id(), id).reachable())
                .isTrue();
        real.advance(java.time.Duration.ofMillis(1));
        assertThat(switches.require(account.administrator(), account.id(), id).reachable())
                .isFalse();

        announce(announced("acc-01", "FOC1"));
        assertThat(list().getFirst().reachable()).isTrue();
        assertThat(events(EventCode.SWITCH_ATTACHED)).isEqualTo(1);
    }

    @Test
    void a_registered_switch_says_where() {
        TestDevice device = devices.registered(account, account.pool());
        announce(
                new AnnouncedSwitch(
                        "acc-01",
                        device.udi().pid(),
                        device.udi().serialNumber(),
                        "16.9.1",
                        "::1",
                        2201,
                        KEY,
                        "lab",
                        "secret"),
                announced("acc-02", "FOC2"));

        assertThat(list().getFirst().registration()).isNotNull().satisfies(registration -> {
            assertThat(registration.pool()).isEqualTo(account.pool());
            assertThat(registration.poolName()).isEqualTo("Default");
        });
        assertThat(list().getFirst().address()).isEqualTo("[::1]:2201");
        assertThat(list().getLast().registration()).isNull();
    }

    @Test
    void it_is_sorted_and_paged_in_the_database() {
        List<AnnouncedSwitch> many = new ArrayList<>();
        IntStream.range(0, 7).forEach(i -> many.add(announced("sw-" + (6 - i), "FOC" + i)));
        switches.announce(account.administrator(), account.id(), many);

        for (AttachedSwitchSort sort : AttachedSwitchSort.values()) {
            List<AttachedSwitchItem> all =
                    switches.list(account.administrator(), account.id(), new PageQuery<>(0, 50, sort, true));
            List<AttachedSwitchItem> second =
                    switches.list(account.administrator(), account.id(), new PageQuery<>(3, 3, sort, true));
            assertThat(second).as("%s", sort).isEqualTo(all.subList(3, 6));
        }
        assertThat(switches.list(
                        account.administrator(), account.id(), new PageQuery<>(0, 1, AttachedSwitchSort.DEVICE, false)))
                .extracting(item -> item.udi().serialNumber())
                .containsExactly("FOC6");
    }

    @Test
    void of_two_announcements_of_the_same_new_switches_at_once_one_attaches_them() throws Exception {
        List<AnnouncedSwitch> many = IntStream.range(0, 20)
                .mapToObj(i -> announced("race-" + i, "FOC" + i))
                .toList();

        List<Integer> attached = Threads.race(4, i -> (Callable<Integer>)
                () -> switches.announce(account.administrator(), account.id(), i % 2 == 0 ? many : many.reversed()));

        assertThat(attached.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
        assertThat(events(EventCode.SWITCH_ATTACHED)).isEqualTo(20);
        assertThat(switches.count(account.administrator(), account.id())).isEqualTo(20);
    }

    @Test
    void two_hundred_switches_are_one_announcement_and_one_more_is_refused() {
        List<AnnouncedSwitch> many = new ArrayList<>();
        IntStream.range(0, Announcement.MAX_SWITCHES).forEach(i -> many.add(announced("sw-" + i, "FOC" + i)));
        assertThat(switches.announce(account.administrator(), account.id(), many))
                .isEqualTo(200);

        many.add(announced("sw-200", "FOC200"));
        assertRefused(
                ErrorReason.ATTACHED_TOO_MANY, () -> switches.announce(account.administrator(), account.id(), many));
        assertRefused(ErrorReason.REQUIRED, () -> switches.announce(account.administrator(), account.id(), List.of()));
    }

    @Test
    void the_same_switch_twice_is_refused() {
        assertRefused(
                ErrorReason.ATTACHED_TWICE, () -> announce(announced("acc-01", "FOC1"), announced("acc-02", "foc1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-x",
                "a b",
                "host_name",
                "http://x",
                "10.0.0.1:22",
                "[::1]",
                "fe80::1%eth0",
                "a..b",
                ":",
                "1:2"
            })
    void what_is_no_address_is_refused(String host) {
        PortalException refusal = refusal(() -> announce(
                new AnnouncedSwitch("acc-01", "C9300-24P", "FOC1", "16.9.1", host, 2201, KEY, "lab", "secret")));

        assertThat(refusal.reason()).isEqualTo(ErrorReason.ATTACHED_HOST_SHAPE);
        assertThat(refusal.field()).isEqualTo("host");
    }

    @Test
    void every_field_is_checked_and_nothing_is_stored_of_a_refused_announcement() {
        AnnouncedSwitch good = announced("acc-01", "FOC1");
        refused(ErrorReason.ATTACHED_NAME_SHAPE, "1st", "C9300-24P", "FOC2", "16.9.1", 22, KEY, "lab", "s");
        refused(ErrorReason.ATTACHED_NAME_SHAPE, "a".repeat(64), "C9300-24P", "FOC2", "16.9.1", 22, KEY, "lab", "s");
        refused(ErrorReason.DEVICE_PID_SHAPE, "acc", "C9300 24P", "FOC2", "16.9.1", 22, KEY, "lab", "s");
        refused(ErrorReason.DEVICE_SERIAL_SHAPE, "acc", "C9300-24P", "", "16.9.1", 22, KEY, "lab", "s");
        refused(ErrorReason.TOO_LONG, "acc", "C9300-24P", "FOC2", "1".repeat(33), 22, KEY, "lab", "s");
        refused(ErrorReason.ATTACHED_PORT_RANGE, "acc", "C9300-24P", "FOC2", "16.9.1", 0, KEY, "lab", "s");
        refused(ErrorReason.ATTACHED_PORT_RANGE, "acc", "C9300-24P", "FOC2", "16.9.1", 65_536, KEY, "lab", "s");
        refused(ErrorReason.ATTACHED_HOST_KEY_SHAPE, "acc", "C9300-24P", "FOC2", "16.9.1", 22, "MD5:x", "lab", "s");
        refused(ErrorReason.REQUIRED, "acc", "C9300-24P", "FOC2", "16.9.1", 22, KEY, "", "s");
        refused(ErrorReason.REQUIRED, "acc", "C9300-24P", "FOC2", "16.9.1", 22, KEY, "lab", " ");
        refused(ErrorReason.TOO_LONG, "acc", "C9300-24P", "FOC2", "16.9.1", 22, KEY, "lab", "s".repeat(121));
        assertThat(list()).isEmpty();
        assertThat(good.toString()).doesNotContain("s3cret");
    }

    private void refused(
            ErrorReason reason,
            String name,
            String pid,
            String serial,
            String version,
            int port,
            String key,
            String user,
            String secret) {
        assertRefused(
                reason,
                () -> announce(
                        announced("first", "FOC1"),
                        new AnnouncedSwitch(name, pid, serial, version, "127.0.0.1", port, key, user, secret)));
    }

    @Test
    void the_secret_is_sealed_for_its_own_switch() {
        announce(announced("acc-01", "FOC1"));

        byte[] sealed = sql.select(ATTACHED_SWITCH.SEALED_SECRET)
                .from(ATTACHED_SWITCH)
                .where(ATTACHED_SWITCH.SMART_ACCOUNT_ID.eq(account.id()))
                .fetchSingle(ATTACHED_SWITCH.SEALED_SECRET);

        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("s3cret");
    }

    @Test
    void only_an_administrator_of_the_account_has_to_do_with_them() {
        announce(announced("acc-01", "FOC1"));
        var id = list().getFirst().id();
        for (Role role : List.of(Role.SMART_ACCOUNT_USER, Role.SMART_ACCOUNT_VIEWER, Role.SMART_ACCOUNT_APPROVER)) {
            Actor actor = accounts.actor(account, role, null);
            assertNotAllowed(() -> switches.announce(actor, account.id(), List.of(announced("acc-01", "FOC1"))));
            assertNotAllowed(() -> switches.list(actor, account.id(), PAGE));
            assertNotAllowed(() -> switches.count(actor, account.id()));
            assertNotAllowed(() -> switches.require(actor, account.id(), id));
            assertNotAllowed(() -> switches.console(actor, id, new HeardText()));
        }
        Actor ofOnePool = accounts.actor(account, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, account.pool());
        assertNotAllowed(() -> switches.list(ofOnePool, account.id(), PAGE));
    }

    @Test
    void another_account_does_not_know_them_and_may_have_the_same() {
        announce(announced("acc-01", "FOC1"));
        var id = list().getFirst().id();
        var other = accounts.account();
        Actor stranger = other.administrator();

        assertUnknown(() -> switches.announce(stranger, account.id(), List.of(announced("acc-01", "FOC1"))));
        assertUnknown(() -> switches.list(stranger, account.id(), PAGE));
        assertUnknown(() -> switches.count(stranger, account.id()));
        assertUnknown(() -> switches.require(stranger, account.id(), id));
        assertUnknown(() -> switches.require(stranger, other.id(), id));
        assertUnknown(() -> switches.console(stranger, id, new HeardText()));

        assertThat(switches.announce(stranger, other.id(), List.of(announced("theirs", "FOC1"))))
                .isEqualTo(1);
        assertThat(list()).extracting(AttachedSwitchItem::name).containsExactly("acc-01");
    }

    @Test
    void a_script_names_a_switch_by_host_name_or_serial_number_within_its_account() {
        announce(announced("acc-01", "FOC1"), announced("acc-02", "FOC2"));
        Actor administrator = account.administrator();

        assertThat(switches.named(administrator, account.id(), "acc-02").udi().serialNumber())
                .isEqualTo("FOC2");
        assertThat(switches.named(administrator, account.id(), "FOC1").name()).isEqualTo("acc-01");
        assertUnknown(() -> switches.named(administrator, account.id(), "acc-03"));
        var other = accounts.account();
        assertUnknown(() -> switches.named(other.administrator(), other.id(), "acc-01"));
        assertNotAllowed(
                () -> switches.named(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null), account.id(), "acc-01"));
    }
}
