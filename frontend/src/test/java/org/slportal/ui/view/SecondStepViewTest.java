package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
}
