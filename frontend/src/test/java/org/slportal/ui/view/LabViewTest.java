package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.lab.LabClockService;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.slportal.ui.activity.ActivityView;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.lab.LabView;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "portal.lab=true")
@ContextConfiguration(initializers = LabDatabase.class, inheritInitializers = false)
@DirtiesContext
class LabViewTest extends ViewTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    LabClockService lab;

    @Autowired
    InstantSource portalTime;

    @Autowired
    TestDevices devices;

    @AfterEach
    void run_at_normal_speed() {
        if (lab.now().speed() > 1) {
            lab.run(account().administrator(), 1, lab.now().version());
        }
    }

    private void authorized() {
        accounts.own(account(), account().pool(), LICENSE, 2);
        TestDevice device = devices.registered(account(), account().pool());
        devices.authorize(device, Map.of(LICENSE, 2)).granted();
    }

    private Dialog dialog() {
        return find(Dialog.class).all().stream()
                .filter(Dialog::isOpened)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private IntegerField field(String caption) {
        return find(IntegerField.class, dialog()).withCaption(caption).single();
    }

    private Button submit() {
        return find(Button.class, dialog()).all().stream()
                .filter(button -> button.getText().startsWith("Move"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_move_says_what_it_would_mean_and_then_moves() {
        authorized();
        Instant before = portalTime.instant();
        navigate(LabView.class);

        test(button("90 days")).click();
        assertThat(field("Days").getValue()).isEqualTo(90);
        assertThat(text(dialog()))
                .contains(
                        "1 switch would be silent for more than 90 days",
                        "2 licences would go back",
                        "1 registration token would expire",
                        "cannot be moved back");
        test(submit()).click();

        assertThat(portalTime.instant()).isEqualTo(before.plus(Duration.ofDays(90)));
    }

    @Test
    void the_consequences_follow_what_is_entered() {
        authorized();
        navigate(LabView.class);
        test(button("Move forward…")).click();

        test(field("Days")).setValue(1);
        assertThat(text(dialog())).contains("Nothing of this account would be overdue.");
        test(field("Days")).setValue(31);
        assertThat(text(dialog())).contains("1 switch would be silent for more than 30 days");
    }

    @Test
    void nothing_a_step_back_and_too_far_are_refused_beside_the_field() {
        Instant before = portalTime.instant();
        navigate(LabView.class);
        test(button("Move forward…")).click();

        for (int days : new int[] {0, 1_826}) {
            test(field("Days")).setValue(days);
            test(submit()).click();
            assertThat(field("Days").isInvalid()).as("%s days", days).isTrue();
        }
        test(field("Days")).setValue(-1);
        test(submit()).click();
        assertThat(field("Days").getErrorMessage()).contains("certificates and ledger");
        assertThat(portalTime.instant()).isEqualTo(before);
    }

    @Test
    void a_move_over_somebody_elses_is_refused() {
        navigate(LabView.class);
        test(button("1 day")).click();
        lab.advance(account().administrator(), Duration.ofHours(1), lab.now().version());
        Instant before = portalTime.instant();

        test(submit()).click();

        assertThat(messages()).anyMatch(message -> message.contains("Someone else changed this meanwhile"));
        assertThat(portalTime.instant()).isEqualTo(before);
    }

    @Test
    void the_speed_is_chosen_and_normal_again_by_one_button() {
        navigate(LabView.class);
        test(button("Change speed…")).click();
        @SuppressWarnings("unchecked")
        Select<Integer> speed = find(Select.class, dialog()).single();
        speed.setValue(3_600);
        test(button("Run at this speed")).click();
        assertThat(lab.now().speed()).isEqualTo(3_600);

        LabView view = navigate(LabView.class);
        assertThat(text(view)).contains("×3,600, an hour in a second");
        test(button("Run at normal speed")).click();
        assertThat(lab.now().speed()).isEqualTo(1);
    }

    @Test
    void what_will_happen_next_is_listed() {
        authorized();

        LabView view = navigate(LabView.class);

        assertThat(test(find(Grid.class, view).single()).size()).isEqualTo(5);
        assertThat(text(view)).contains("What will happen next", "5 entries");
    }

    @Test
    void every_page_says_that_the_clock_was_moved_and_only_operators_can_change_it() {
        lab.advance(account().administrator(), Duration.ofDays(30), lab.now().version());

        navigate(ActivityView.class);
        assertThat(strip()).contains("Lab clock:", "days)").contains("Change");

        signInAs(Role.SMART_ACCOUNT_VIEWER, null);
        navigate(ActivityView.class);
        assertThat(strip()).contains("Lab clock:").doesNotContain("Change");
    }

    @Test
    void nobody_but_an_administrator_has_a_lab() {
        signInAs(Role.SMART_ACCOUNT_USER, null);

        navigate("lab", RefusedView.class);
    }

    private String strip() {
        return find(Div.class).all().stream()
                .filter(div -> div.hasClassName("lab-strip"))
                .map(ViewTest::text)
                .findFirst()
                .orElseThrow();
    }
}
