package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Paragraph;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.seal.LogSealer;
import org.slportal.services.testing.MovableClock;
import org.slportal.ui.activity.ActivityEventsView;
import org.springframework.beans.factory.annotation.Autowired;

class ActivityEventsViewTest extends ViewTest {

    @Autowired
    LogSealer sealer;

    @Autowired
    MovableClock clock;

    private @Nullable String sealed() {
        return find(Paragraph.class, navigate(ActivityEventsView.class)).all().stream()
                .map(Paragraph::getText)
                .filter(text -> text.startsWith("Sealed up to "))
                .findFirst()
                .orElse(null);
    }

    @Test
    void the_log_says_up_to_when_it_is_sealed() {
        clock.advance(Duration.ofMinutes(1));
        sealer.run();
        clock.advance(Duration.ofMinutes(1));
        sealer.run();
        assertThat(sealed()).isNotNull().matches("Sealed up to .*\\d.*");

        signInAs(Role.VIRTUAL_ACCOUNT_USER, account().pool());
        assertThat(sealed()).isNotNull();
    }
}
