package org.slportal.ui.testing;

import static org.slportal.db.jooq.Tables.ASSISTED_REQUEST;
import static org.slportal.db.jooq.Tables.CONVERSION;
import static org.slportal.db.jooq.Tables.CONVERSION_JOB;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.REPORT_DEFINITION;
import static org.slportal.db.jooq.Tables.RESERVATION;
import static org.slportal.db.jooq.Tables.WEBHOOK;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.slportal.domain.device.Udi;
import org.slportal.domain.reservation.DeviceSecret;
import org.slportal.domain.reservation.ReservationKind;
import org.slportal.services.accessrequest.AccessRequestService;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.assisted.AskForConversion;
import org.slportal.services.assisted.AssistedService;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.job.ConversionJobService;
import org.slportal.services.conversion.job.JobLines;
import org.slportal.services.conversion.job.RequestJob;
import org.slportal.services.registration.ConvertibleDeviceService;
import org.slportal.services.report.ReportData;
import org.slportal.services.report.ReportKind;
import org.slportal.services.report.ReportRequest;
import org.slportal.services.report.SavedReportService;
import org.slportal.services.reservation.LicenseQuantity;
import org.slportal.services.reservation.ReservationService;
import org.slportal.services.reservation.ReservationSettingsService;
import org.slportal.services.tag.TagColour;
import org.slportal.services.tag.TagService;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.webhook.WebhookData;
import org.slportal.services.webhook.WebhookService;
import org.springframework.stereotype.Component;

/** Puts something of every kind into an account, so that every page has something to show or to hide. */
@Component
public class EveryKind {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final String SKU = "C9300-NW-A-24";

    private final TestAccounts accounts;
    private final TestDevices devices;
    private final ConversionService conversions;
    private final ConversionJobService jobs;
    private final ConvertibleDeviceService convertible;
    private final AssistedService assisted;
    private final ReservationService reservations;
    private final ReservationSettingsService reservationSettings;
    private final WebhookService webhooks;
    private final SavedReportService reports;
    private final TagService tags;
    private final AccessRequestService requests;
    private final DSLContext sql;
    private final Random random = new Random();

    EveryKind(
            TestAccounts accounts,
            TestDevices devices,
            ConversionService conversions,
            ConversionJobService jobs,
            ConvertibleDeviceService convertible,
            AssistedService assisted,
            ReservationService reservations,
            ReservationSettingsService reservationSettings,
            WebhookService webhooks,
            SavedReportService reports,
            TagService tags,
            AccessRequestService requests,
            DSLContext sql) {
        this.accounts = accounts;
        this.devices = devices;
        this.conversions = conversions;
        this.jobs = jobs;
        this.convertible = convertible;
        this.assisted = assisted;
        this.reservations = reservations;
        this.reservationSettings = reservationSettings;
        this.webhooks = webhooks;
        this.reports = reports;
        this.tags = tags;
        this.requests = requests;
        this.sql = sql;
    }

    /** @return what stands for each parameter of an address; that of a product instance is {@code instance} */
    public Map<String, String> in(TestAccounts.Account account) {
        var admin = account.administrator();
        accounts.own(account, account.pool(), LICENSE, 5);
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 2));
        devices.authorize(devices.registered(account, account.pool()), Map.of("C9300 DNA Advantage", 3));
        var line = accounts.pak(account, account.pool(), SKU, 10, 0, null);
        conversions.convert(
                admin, new ConvertLines("one", account.id(), account.pool(), List.of(new LineQuantity(line, 4))));
        jobs.request(
                admin,
                new RequestJob(
                        UUID.randomUUID().toString(),
                        account.id(),
                        account.pool(),
                        new JobLines.Chosen(List.of(new LineQuantity(line, 1)))));
        var legacy = accounts.device(account, account.pool(), "C3850", "WS-C3850-24T");
        accounts.rightToUse(legacy, "C3850-24-L-S", 1);
        convertible.refresh(admin, account.id());
        accounts.pak(account, account.pool(), SKU, 3, 1, null);
        assisted.ask(
                admin,
                new AskForConversion(
                        account.id(),
                        accounts.pak(account, account.pool(), accounts.unboundSku(), 5, 0, null),
                        account.pool(),
                        5,
                        ""));
        reservationSettings.change(admin, account.id(), true, 0);
        reservations.reserve(
                admin,
                account.pool(),
                DeviceSecret.random(random)
                        .request(ReservationKind.SPECIFIC, new Udi("C9300-24P", "EVR%08X".formatted(random.nextInt())))
                        .text(),
                List.of(new LicenseQuantity(accounts.license(LICENSE), 1)));
        var hook = webhooks.create(
                admin,
                account.id(),
                new WebhookData("http://127.0.0.1:1/hook", Set.of(AlertCode.DUPLICATE_LICENSES), Set.of()));
        webhooks.test(admin, hook.id());
        reports.create(
                admin, account.id(), new ReportData("Secret report", "", true, ReportRequest.all(ReportKind.LICENSES)));
        tags.create(admin, account.id(), "Secret tag", TagColour.TEAL);
        devices.token(account, account.pool(), 5);
        requests.ask(accounts.account().administrator(), account.domain(), "please");

        Map<String, String> ids = new HashMap<>();
        ids.put("va", account.pool().toString());
        ids.put("license", accounts.license(LICENSE).toString());
        ids.put("instance", newest(PRODUCT_INSTANCE, account));
        ids.put("device", newest(LEGACY_DEVICE, account));
        ids.put("pak", newest(PAK, account));
        ids.put("conversion", newest(CONVERSION, account));
        ids.put("job", newest(CONVERSION_JOB, account));
        ids.put("request", newest(ASSISTED_REQUEST, account));
        ids.put("reservation", newest(RESERVATION, account));
        ids.put("webhook", newest(WEBHOOK, account));
        ids.put("report", newest(REPORT_DEFINITION, account));
        return ids;
    }

    /** Every table's first column is its id, and these name their account. */
    private String newest(Table<?> table, TestAccounts.Account account) {
        var id = Objects.requireNonNull(table.field(0));
        return sql.select(id)
                .from(table)
                .where(DSL.field(DSL.name("smart_account_id"), Long.class)
                        .eq(account.id().value()))
                .orderBy(id.desc())
                .limit(1)
                .fetchSingle()
                .get(0, String.class);
    }
}
