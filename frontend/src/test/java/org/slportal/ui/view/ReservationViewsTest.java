package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadTester;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.device.Udi;
import org.slportal.domain.reservation.DeviceSecret;
import org.slportal.domain.reservation.ReservationKind;
import org.slportal.services.page.PageQuery;
import org.slportal.services.reservation.IssuedReservation;
import org.slportal.services.reservation.LicenseQuantity;
import org.slportal.services.reservation.ReservationListing;
import org.slportal.services.reservation.ReservationService;
import org.slportal.services.reservation.ReservationSettingsService;
import org.slportal.services.reservation.ReservationSort;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.inventory.LicensesView;
import org.slportal.ui.reservation.LicenseConfigurationView;
import org.slportal.ui.reservation.ReservationsView;
import org.slportal.ui.reservation.ReserveView;
import org.slportal.ui.reservation.UpdateReservationView;
import org.springframework.beans.factory.annotation.Autowired;

class ReservationViewsTest extends ViewTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    ReservationService reservations;

    @Autowired
    ReservationListing listing;

    @Autowired
    ReservationSettingsService settings;

    private final Random random = new Random();

    @BeforeEach
    void licences_that_may_be_reserved() {
        accounts.own(account(), account().pool(), LICENSE, 5);
        settings.change(account().administrator(), account().id(), true, 0);
    }

    private String request() {
        Udi udi = new Udi("C9300-24P", "VIEW%08X".formatted(random.nextInt()));
        return DeviceSecret.random(random)
                .request(ReservationKind.SPECIFIC, udi)
                .text();
    }

    private IssuedReservation reserved(TestAccounts.Account of) {
        return reservations.reserve(
                of.administrator(), of.pool(), request(), List.of(new LicenseQuantity(accounts.license(LICENSE), 2)));
    }

    @Test
    void a_request_code_leads_to_an_authorization_code() {
        ReserveView view = navigate(inventory("reserve"), ReserveView.class);
        test(find(TextArea.class, view).single()).setValue(request());
        test(button("Next")).click();
        test(find(IntegerField.class, view).single()).setValue(3);
        test(button("Next")).click();
        assertThat(text(view)).contains("3 × " + LICENSE);
        test(button("Reserve licences")).click();

        assertThat(find(TextArea.class, view).single().getValue()).startsWith("<specificPLR>");
        assertThat(listing.list(
                        account().administrator(),
                        account().pool(),
                        PageQuery.first(10, ReservationSort.CREATED),
                        "",
                        false))
                .singleElement()
                .satisfies(item -> assertThat(item.licenses()).isEqualTo(3));
    }

    @Test
    void from_the_licences_one_can_go_back_to_the_request_code() {
        ReserveView view = navigate(inventory("reserve"), ReserveView.class);
        String code = request();
        test(find(TextArea.class, view).single()).setValue(code);
        test(button("Next")).click();
        test(button("Back")).click();

        assertThat(find(TextArea.class, view).single().getValue()).isEqualTo(code);
    }

    @Test
    void a_file_with_the_request_code_fills_the_field() {
        ReserveView view = navigate(inventory("reserve"), ReserveView.class);
        String code = request();
        UploadTester<Upload> upload = test(find(Upload.class, view).single());
        upload.upload("request.txt", "text/plain", (code + "\n").getBytes(StandardCharsets.US_ASCII));

        assertThat(find(TextArea.class, view).single().getValue()).isEqualTo(code);
        test(button("Next")).click();
        assertThat(find(IntegerField.class, view).single().isReadOnly()).isFalse();
    }

    @Test
    void a_typo_is_told_beside_the_field() {
        ReserveView view = navigate(inventory("reserve"), ReserveView.class);
        String code = request();
        test(find(TextArea.class, view).single()).setValue(code.replace("C9300-24P", "C9300-42P"));
        test(button("Next")).click();
        assertThat(find(TextArea.class, view).single().getErrorMessage()).contains("check characters");
    }

    @Test
    void reservations_are_listed_and_updated_on_a_page_of_their_own() {
        IssuedReservation issued = reserved(account());
        assertThat(text(navigate(inventory("reservations"), ReservationsView.class)))
                .contains("License Reservation…", "1 entry");
        UpdateReservationView view =
                navigate(inventory("reservations/" + issued.reservation() + "/update"), UpdateReservationView.class);
        assertThat(find(IntegerField.class, view).single().getValue()).isEqualTo(2);
    }

    @Test
    void the_button_is_there_only_where_the_account_may_reserve() {
        assertThat(text(navigate(inventory("licenses"), LicensesView.class))).contains("License Reservation…");
        settings.change(account().administrator(), account().id(), false, 1);
        assertThat(text(navigate(inventory("licenses"), LicensesView.class))).doesNotContain("License Reservation…");
        navigate(inventory("reserve"), RefusedView.class);
    }

    @Test
    void a_viewer_sees_reservations_and_cannot_reserve() {
        reserved(account());
        signInAs(Role.VIRTUAL_ACCOUNT_VIEWER, account().pool());
        ReservationsView view = navigate(inventory("reservations"), ReservationsView.class);
        assertThat(find(Button.class, view).withText("License Reservation…").exists())
                .isFalse();
        navigate(inventory("reserve"), RefusedView.class);
    }

    @Test
    void foreign_reservations_are_not_found() {
        TestAccounts.Account foreign = accounts.account();
        String ofForeign = text(navigate("inventory/" + foreign.pool() + "/reservations", RefusedView.class));
        assertThat(ofForeign)
                .contains("Not found")
                .isEqualTo(text(navigate("inventory/999999999/reservations", RefusedView.class)));
        navigate("inventory/" + foreign.pool() + "/reserve", RefusedView.class);
        accounts.own(foreign, foreign.pool(), LICENSE, 5);
        settings.change(foreign.administrator(), foreign.id(), true, 0);
        IssuedReservation issued = reserved(foreign);
        navigate(inventory("reservations/" + issued.reservation() + "/update"), RefusedView.class);
    }

    @Test
    void only_the_administrator_configures_licences() {
        LicenseConfigurationView view = navigate("preferences/license-configuration", LicenseConfigurationView.class);
        test(find(Checkbox.class, view).single()).click();
        test(button("Save")).click();
        assertThat(settings.isEnabled(account().administrator(), account().id()))
                .isFalse();
        signInAs(Role.SMART_ACCOUNT_USER, null);
        navigate("preferences/license-configuration", RefusedView.class);
    }
}
