package org.slportal.ui.reservation;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadHandler;
import jakarta.annotation.security.PermitAll;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.reservation.RequestCode;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.reservation.IssuedReservation;
import org.slportal.services.reservation.LicenseQuantity;
import org.slportal.services.reservation.ReservationListing;
import org.slportal.services.reservation.ReservationService;
import org.slportal.services.reservation.ReservationSettingsService;
import org.slportal.ui.component.Notices;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;

/** Answers a device's request code. */
@Route("inventory/:va([0-9]+)/reserve")
@PermitAll
public class ReserveView extends ReservationWizard implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient ReservationService reservations;
    private final transient ReservationListing listing;
    private final transient ReservationSettingsService settings;
    private final transient AccountService accounts;
    private final transient CurrentActor current;
    private VirtualAccountId pool = new VirtualAccountId(0);
    private String requestCode = "";

    public ReserveView(
            ReservationService reservations,
            ReservationListing listing,
            ReservationSettingsService settings,
            AccountService accounts,
            CurrentActor current,
            Dates dates) {
        super(dates, false);
        this.reservations = reservations;
        this.listing = listing;
        this.settings = settings;
        this.accounts = accounts;
        this.current = current;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        pool = new VirtualAccountId(ReservationNavigation.id(event.getRouteParameters(), ReservationNavigation.VA));
        VirtualAccountItem item = accounts.virtualAccount(current.get(), pool);
        current.get().require(Permission.MANAGE_LICENSES, item.smartAccountId(), pool);
        if (!settings.isEnabled(current.get(), item.smartAccountId())) {
            throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.RESERVATION_NOT_ENABLED);
        }
        header().title(t("reservation.new")).context(item.name());
        frame(pool);
        requestCode = "";
        ask();
    }

    private void ask() {
        TextArea code = new TextArea(t("reservation.request-code"));
        code.setHelperText(t("reservation.request-hint"));
        code.setMaxLength(2 * RequestCode.MOST);
        code.setWidthFull();
        code.setManualValidation(true);
        code.setValue(requestCode);
        code.addClassName("mono");
        show(
                1,
                div("card", div("form", code, upload(code))),
                div(
                        "prose",
                        new H2(t("reservation.will")),
                        new Paragraph(t("reservation.none.advice")),
                        div(
                                "toolbar",
                                primary(
                                        t("reservation.next"),
                                        () -> Notices.attempt(this, Map.of("requestCode", code), () -> {
                                            RequestCode request =
                                                    reservations.check(current.get(), pool, code.getValue());
                                            requestCode = request.text();
                                            select(
                                                    pool,
                                                    request.udi(),
                                                    listing.reservable(current.get(), pool, request.kind(), null),
                                                    this::ask);
                                        })))));
        code.focus();
    }

    /** The file the device wrote stands in for copying what it printed. */
    private Upload upload(TextArea code) {
        Upload upload = new Upload(UploadHandler.inMemory(
                (metadata, bytes) -> code.setValue(new String(bytes, StandardCharsets.US_ASCII).strip())));
        upload.setMaxFiles(1);
        upload.setMaxFileSize(2 * RequestCode.MOST);
        upload.setAcceptedFileTypes("text/plain", ".txt");
        upload.setUploadButton(new Button(t("reservation.choose-file")));
        upload.setDropLabel(new Span(t("reservation.drop-file")));
        upload.setI18n(new UploadI18N()
                .setError(new UploadI18N.Error()
                        .setTooManyFiles(t("reservation.one-file"))
                        .setFileIsTooBig(t("reservation.no-code-file"))
                        .setIncorrectFileType(t("reservation.no-code-file"))));
        upload.addFileRejectedListener(rejected -> Notices.refusal(rejected.getErrorMessage()));
        upload.addAllFinishedListener(finished -> upload.clearFileList());
        return upload;
    }

    @Override
    protected IssuedReservation issue(List<LicenseQuantity> chosen) {
        return reservations.reserve(current.get(), pool, requestCode, chosen);
    }
}
