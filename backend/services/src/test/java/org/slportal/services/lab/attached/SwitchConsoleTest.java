package org.slportal.services.lab.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.services.lab.attached.HeardText.until;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.refusal;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.ServicesTestApplication;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestSwitch;
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
@Timeout(120)
class SwitchConsoleTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    AttachedSwitchService switches;

    @Autowired
    SshConsoles consoles;

    @Autowired
    DSLContext sql;

    private final TestSwitch device = new TestSwitch();
    private final HeardText heard = new HeardText();
    private TestAccounts.Account account;

    @BeforeEach
    void begin() {
        account = accounts.account();
    }

    @AfterEach
    void stop() throws InterruptedException {
        device.close();
        until("no console is left", () -> consoles.open() == 0);
    }

    private AttachedSwitchId attached(AnnouncedSwitch announced) {
        switches.announce(account.administrator(), account.id(), List.of(announced));
        return switches.list(account.administrator(), account.id(), PageQuery.first(1, AttachedSwitchSort.NAME))
                .getFirst()
                .id();
    }

    private SwitchConsole open() {
        return switches.console(account.administrator(), attached(device.announced()), heard);
    }

    private int events() {
        return sql.fetchCount(
                EVENT,
                EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq(EventCode.SWITCH_CONSOLE_OPENED.name())));
    }

    @Test
    void what_is_typed_arrives_and_what_is_printed_is_heard() throws Exception {
        try (SwitchConsole console = open()) {
            device.shell().print("acc-krk-01>");
            until("the prompt is there", () -> heard.text().equals("acc-krk-01>"));
            console.type("enable\r");
            console.type("show license summary\r");
            until("it is typed", () -> device.shell().typed().equals("enable\rshow license summary\r"));
            assertThat(device.shell().terminal()).isEqualTo("vt100");
            assertThat(console.isOpen()).isTrue();
        }
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void a_character_that_comes_in_two_packets_is_heard_once_and_whole() throws Exception {
        try (SwitchConsole console = open()) {
            byte[] bytes = "설명 é 😀".getBytes(StandardCharsets.UTF_8);
            for (byte one : bytes) {
                device.shell().print(new byte[] {one});
                Thread.sleep(2);
            }
            until("all of it is heard", () -> heard.text().length() >= "설명 é 😀".length());
            assertThat(heard.text()).isEqualTo("설명 é 😀");
            assertThat(console.isOpen()).isTrue();
        }
    }

    @Test
    void a_flood_is_heard_to_its_end() throws Exception {
        try (SwitchConsole console = open()) {
            byte[] page = new byte[64 * 1024];
            Arrays.fill(page, (byte) 'x');
            for (int i = 0; i < 64; i++) {
                device.shell().print(page);
            }
            device.shell().print("END");
            until("the end is heard", () -> heard.text().endsWith("END"));
            assertThat(heard.text()).hasSize(64 * page.length + 3);
            assertThat(console.isOpen()).isTrue();
        }
    }

    @Test
    void a_paste_is_typed_whole() throws Exception {
        try (SwitchConsole console = open()) {
            String paste = "interface Gi1/0/1\r".repeat(3_640);
            console.type(paste);
            until("it is typed", () -> device.shell().typed().length() >= paste.length());
            assertThat(device.shell().typed()).isEqualTo(paste);
        }
    }

    @Test
    void closing_leaves_no_session_on_the_switch_and_tells_once() throws Exception {
        SwitchConsole console = open();
        console.close();
        console.close();

        until("it has ended", () -> heard.ends() == 1);
        until("the switch is alone", () -> device.sessions() == 0);
        console.type("show clock\r");
        assertThat(console.isOpen()).isFalse();
        assertThat(heard.ends()).isEqualTo(1);
        assertThat(device.shell().typed()).isEmpty();
    }

    @Test
    void leaving_the_switch_and_a_cut_line_end_it() throws Exception {
        SwitchConsole left = open();
        device.shell().print("bye");
        device.shell().exit();
        until("the user has left", () -> heard.ends() == 1);
        assertThat(left.isOpen()).isFalse();
        assertThat(heard.text()).isEqualTo("bye");

        HeardText another = new HeardText();
        SwitchConsole cut = switches.console(account.administrator(), attached(device.announced()), another);
        device.cut();
        until("the line is cut", () -> another.ends() == 1);
        assertThat(cut.isOpen()).isFalse();
        until("the switch is alone", () -> device.sessions() == 0);
    }

    @Test
    void another_host_key_is_refused_before_the_secret_is_sent() throws Exception {
        AttachedSwitchId id = attached(device.announced("SHA256:" + "A".repeat(43), TestSwitch.SECRET));

        assertRefused(ErrorReason.CONSOLE_HOST_KEY, () -> switches.console(account.administrator(), id, heard));
        until("the switch is alone", () -> device.sessions() == 0);
        assertThat(events()).isZero();
        assertThat(heard.ends()).isZero();
    }

    @Test
    void a_wrong_secret_is_refused_by_the_switch() throws Exception {
        AttachedSwitchId id = attached(device.announced(device.fingerprint(), "of the process before"));

        PortalException refusal = refusal(() -> switches.console(account.administrator(), id, heard));

        assertThat(refusal.reason()).isEqualTo(ErrorReason.CONSOLE_REFUSED);
        assertThat(refusal.getMessage()).contains("acc-krk-01").doesNotContain("process before");
        until("the switch is alone", () -> device.sessions() == 0);
        assertThat(heard.ends()).isZero();
    }

    @Test
    void a_switch_that_is_off_cannot_be_reached() {
        AttachedSwitchId id = attached(device.announced());
        device.close();

        assertRefused(ErrorReason.CONSOLE_UNREACHABLE, () -> switches.console(account.administrator(), id, heard));
    }

    @Test
    void a_port_where_nobody_speaks_ssh_costs_five_seconds() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AnnouncedSwitch there = device.announced();
            AttachedSwitchId id = attached(new AnnouncedSwitch(
                    there.name(),
                    there.pid(),
                    there.serialNumber(),
                    there.version(),
                    there.host(),
                    silent.getLocalPort(),
                    there.hostKey(),
                    there.user(),
                    there.secret()));
            long begin = System.nanoTime();

            assertRefused(ErrorReason.CONSOLE_UNREACHABLE, () -> switches.console(account.administrator(), id, heard));

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void more_than_a_node_allows_are_refused_until_one_is_closed() throws Exception {
        AttachedSwitchId id = attached(device.announced());
        List<SwitchConsole> open = new ArrayList<>();
        for (int i = 0; i < SshConsoles.MAX_OPEN; i++) {
            open.add(switches.console(account.administrator(), id, heard));
        }

        assertRefused(ErrorReason.CONSOLE_TOO_MANY, () -> switches.console(account.administrator(), id, heard));
        open.getFirst().close();
        until("a place is free", () -> consoles.open() < SshConsoles.MAX_OPEN);
        switches.console(account.administrator(), id, heard).close();

        open.forEach(SwitchConsole::close);
        until("all have ended", () -> heard.ends() == SshConsoles.MAX_OPEN + 1);
    }

    @Test
    void all_end_when_the_application_stops() throws Exception {
        SshConsoles another = new SshConsoles();
        AnnouncedSwitch there = device.announced();
        SwitchConsole console = another.open(
                new ConsoleTarget(
                        there.name(), there.host(), there.port(), there.hostKey(), there.user(), there.secret()),
                heard);

        another.destroy();

        until("it has ended", () -> heard.ends() == 1 && !console.isOpen());
        until("the switch is alone", () -> device.sessions() == 0);
    }
}
