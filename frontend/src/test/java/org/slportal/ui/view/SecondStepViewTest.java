package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.QueryParameters;
import org.junit.jupiter.api.Test;
import org.slportal.ui.preferences.SecurityView;
import org.slportal.ui.security.LoginView;
import org.slportal.ui.security.SecondStepView;
import org.springframework.security.test.context.TestSecurityContextHolder;

class SecondStepViewTest extends ViewTest {

    @Test
    void without_a_right_password_there_is_no_second_step() {
        TestSecurityContextHolder.clearContext();

        navigate("login/second", LoginView.class);

        assertThat(find(SecondStepView.class).exists()).isFalse();
    }

    @Test
    void where_no_provider_is_set_the_pages_name_none() {
        assertThat(text(navigate(SecurityView.class))).doesNotContain("Linked sign-in");
        TestSecurityContextHolder.clearContext();

        UI.getCurrent().navigate(LoginView.class, QueryParameters.of("provider", "down"));

        LoginView view = find(LoginView.class).single();

        assertThat(find(Button.class, view).all()).noneMatch(button -> button.isVisible());
        assertThat(text(view)).doesNotContain("does not answer");
    }
}
