package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.ui.error.RefusedView;
import org.springframework.test.context.TestPropertySource;

/** A portal for real use: its tests run in the lab otherwise. */
@TestPropertySource(properties = "portal.lab=false")
class OutsideTheLabTest extends ViewTest {

    @Test
    void there_is_no_lab_area() {
        for (String address : List.of("lab", "lab/switches", "lab/switches/1")) {
            assertThat(text(navigate(address, RefusedView.class))).as(address).contains("Not found");
        }
    }
}
