package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.RouterLink;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.failure.FailureDecoder;
import org.slportal.domain.failure.FailureReason;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.slportal.ui.alert.AlertsView;
import org.slportal.ui.decode.DecodeView;
import org.slportal.ui.help.HelpView;
import org.springframework.beans.factory.annotation.Autowired;

class DecodeViewTest extends ViewTest {

    @Autowired
    TestDevices devices;

    @Test
    void an_empty_page_says_what_to_paste_and_explains_an_example() {
        DecodeView view = navigate(DecodeView.class);

        assertThat(text(view)).contains("What did the device say?", "show license eventlog");
        assertThat(find(Button.class, view).all())
                .filteredOn(button -> button.hasThemeName(ButtonVariant.LUMO_PRIMARY.getVariantName()))
                .extracting(Button::getText)
                .containsExactly("Explain");
        for (String example : List.of("A refused registration", "A wrong clock", "A log without connection")) {
            test(button("Clear")).click();
            test(button(example)).click();
            assertThat(text(view))
                    .contains("Failure", "What to do")
                    .doesNotContain("What did the device say?", "Unknown");
        }
    }

    @Test
    void a_failure_has_its_line_cause_remedy_and_a_way_to_go() {
        DecodeView view = decode("Registration:\n    Failure reason: Product Already Registered\n");

        assertThat(text(view))
                .contains(
                        "1 failure",
                        "The portal still has this product instance",
                        "Line 2 · Scenario 1",
                        "Failure reason: Product Already Registered",
                        "did not deregister");
        assertThat(find(Code.class, view).all())
                .extracting(Code::getText)
                .contains("license smart register idtoken TOKEN force");
        assertThat(links(view)).containsExactly("inventory/" + account().pool() + "/instances");
    }

    @Test
    void a_wrong_clock_is_told_with_its_date() {
        String said = FailureReason.timestampOffset(Instant.ofEpochMilli(1526135268653L));
        DecodeView view = decode(said);

        assertThat(text(view)).contains("2018-May-12 14:27", "days ago", "The portal's clock now");
        assertThat(links(view)).containsExactly("lab");

        signInAs(Role.SMART_ACCOUNT_USER, null);
        assertThat(links(decode(said)))
                .as("of somebody who may not move the lab clock")
                .isEmpty();
    }

    @Test
    void a_healthy_report_says_that_nothing_is_wrong() {
        DecodeView view = decode("Status: REGISTERED\nStatus: AUTHORIZED on Mar 13 08:09:28 2024 UTC\n");

        assertThat(text(view))
                .contains("Nothing is wrong in this text.", "All licences in use are authorized")
                .doesNotContain("What to do");
    }

    @Test
    void an_unknown_text_says_so_and_what_to_paste_instead() {
        DecodeView view = decode("interface GigabitEthernet1/0/1");

        assertThat(text(view)).contains("1 unknown", "Nothing known in this text", "show license status");
    }

    @Test
    void a_text_too_long_is_refused_and_nothing_of_it_is_lost() {
        String much = "x".repeat(FailureDecoder.MAX_LENGTH + 1);
        DecodeView view = decode(much);

        TextArea field = find(TextArea.class, view).single();
        assertThat(field.isInvalid()).isTrue();
        assertThat(field.getErrorMessage()).contains("200,001", "200,000");
        assertThat(field.getValue()).isEqualTo(much);

        test(button("Clear")).click();
        assertThat(field.isInvalid()).isFalse();
        assertThat(text(view)).contains("What did the device say?");
    }

    @Test
    void a_device_of_the_account_is_linked_and_its_virtual_account_opened() {
        TestDevice device = devices.registered(account(), account().pool());
        String said =
                FailureReason.SIGNATURE_MISMATCH + " for udi " + device.udi().asCli();

        assertThat(text(decode(said)))
                .contains("Devices in this text", device.udi().asCli());
        assertThat(links((DecodeView) getCurrentView()))
                .anyMatch(link -> link.matches("inventory/" + account().pool() + "/instances/[0-9]+"))
                .contains("inventory/" + account().pool() + "/general");
    }

    @Test
    void a_device_of_a_foreign_account_is_as_unknown_as_one_that_never_was() {
        TestAccounts.Account foreign = accounts.account();
        TestDevice device = devices.registered(foreign, foreign.pool());
        String said = "Waiting for reply for udi ";

        DecodeView view = decode(said + device.udi().asCli());
        String there = text(view)
                .replace(device.udi().serialNumber(), "SN")
                .replace(device.udi().pid(), "PID");
        assertThat(links(view)).noneMatch(link -> link.matches(".*/instances/[0-9]+"));

        assertThat(text(decode(said + "PID:PID,SN:SN"))).isEqualTo(there);
    }

    @Test
    void a_person_without_rights_to_devices_is_answered_without_links() {
        TestDevice device = devices.registered(account(), account().pool());
        signInAs(Role.SMART_ACCOUNT_APPROVER, null);

        DecodeView view = decode(
                FailureReason.WAITING_FOR_REPLY + " for udi " + device.udi().asCli());

        assertThat(text(view)).contains("What to do").doesNotContain("Devices in this text");
        assertThat(links(view)).isEmpty();
    }

    @Test
    void a_korean_reader_reads_korean_and_the_devices_own_words() {
        UI.getCurrent().setLocale(Locale.KOREAN);

        assertThat(text(decode("Failure reason: Product Already Registered")))
                .contains("포털에 이 제품 인스턴스가 아직 남아 있습니다", "조치 방법", "시나리오 1", "Product Already Registered");
    }

    @Test
    void the_pasted_text_is_in_no_address() {
        decode("The token 'N2EyYjFjZGUtMTIz' is not valid.");

        assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
                .isEqualTo("decode");
    }

    @Test
    void alerts_and_help_lead_here() {
        for (Class<? extends Component> page : List.of(AlertsView.class, HelpView.class)) {
            assertThat(find(RouterLink.class, navigate(page)).all())
                    .extracting(RouterLink::getHref)
                    .contains("decode");
        }
    }

    private DecodeView decode(String pasted) {
        DecodeView view = navigate(DecodeView.class);
        find(TextArea.class, view).single().setValue(pasted);
        test(find(Button.class, view).all().getFirst()).click();
        return view;
    }

    private List<String> links(DecodeView view) {
        return find(RouterLink.class, view).all().stream()
                .map(RouterLink::getHref)
                .toList();
    }
}
