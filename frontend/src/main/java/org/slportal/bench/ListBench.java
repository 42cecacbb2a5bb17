package org.slportal.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountSort;
import org.slportal.services.account.VirtualAccountTree;
import org.slportal.services.activity.ActivityFilter;
import org.slportal.services.activity.ActivityService;
import org.slportal.services.alert.AlertFilter;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.alert.AlertState;
import org.slportal.services.alert.Severity;
import org.slportal.services.conversion.ConversionHistoryService;
import org.slportal.services.conversion.ConversionSort;
import org.slportal.services.conversion.PakFilter;
import org.slportal.services.conversion.PakService;
import org.slportal.services.conversion.PakSort;
import org.slportal.services.dashboard.ComplianceHistoryService;
import org.slportal.services.dashboard.DashboardService;
import org.slportal.services.device.DeviceSearch;
import org.slportal.services.device.DeviceState;
import org.slportal.services.device.ProductInstanceFilter;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.ProductInstanceSort;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventFilter;
import org.slportal.services.event.EventService;
import org.slportal.services.event.EventSort;
import org.slportal.services.event.Outcome;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.LicenseFilter;
import org.slportal.services.inventory.LicenseSort;
import org.slportal.services.inventory.TransactionSort;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.registration.ConvertibleDeviceService;
import org.slportal.services.registration.DeviceSort;
import org.slportal.services.registration.RegisteredPakFilter;
import org.slportal.services.registration.RegisteredPakService;
import org.slportal.services.registration.RegisteredPakSort;
import org.slportal.services.report.ReportKind;
import org.slportal.services.report.ReportOrder;
import org.slportal.services.report.ReportRequest;
import org.slportal.services.report.ReportService;
import org.slportal.services.report.SavedReportService;
import org.slportal.services.report.SavedReportSort;
import org.slportal.services.reservation.ReservationListing;
import org.slportal.services.reservation.ReservationSort;
import org.slportal.services.token.TokenService;
import org.slportal.services.token.TokenSort;
import org.slportal.services.user.UserService;
import org.slportal.services.user.UserSort;
import org.springframework.stereotype.Component;

/** What opening, sorting and filtering the long lists asks of the services, in an account with many rows and in one with few. */
@Component
class ListBench {

    static final int FEW_ROWS = 1_000;
    private static final int FEW_POOLS = 50;
    private static final int RUNS = 200;
    private static final int PAGE = 50;
    private static final int AT_HAND = 22;
    private static final int HISTORY_DAYS = 90;
    private static final double FIRST_MILLIS = 150;
    private static final double DASHBOARD_MILLIS = 300;
    private static final double SORTED_MILLIS = 300;
    private static final double GENERATED_SECONDS = 1_800;
    /** So fast that the ratio to something faster means nothing. */
    private static final double FLOOR_MILLIS = 5;

    private final ListData data;
    private final LedgerCheck ledger;
    private final AccountService accounts;
    private final InventoryService inventory;
    private final ProductInstanceService devices;
    private final ActivityService activity;
    private final EventService events;
    private final AlertService alerts;
    private final PakService paks;
    private final TokenService tokens;
    private final UserService users;
    private final VirtualAccountTree tree;
    private final ReservationListing reservations;
    private final ConvertibleDeviceService convertible;
    private final ConversionHistoryService conversions;
    private final RegisteredPakService registered;
    private final ReportService reports;
    private final SavedReportService saved;
    private final DashboardService dashboard;
    private final ComplianceHistoryService compliance;

    ListBench(
            ListData data,
            LedgerCheck ledger,
            AccountService accounts,
            InventoryService inventory,
            ProductInstanceService devices,
            ActivityService activity,
            EventService events,
            AlertService alerts,
            PakService paks,
            TokenService tokens,
            UserService users,
            VirtualAccountTree tree,
            ReservationListing reservations,
            ConvertibleDeviceService convertible,
            ConversionHistoryService conversions,
            RegisteredPakService registered,
            ReportService reports,
            SavedReportService saved,
            DashboardService dashboard,
            ComplianceHistoryService compliance) {
        this.data = data;
        this.ledger = ledger;
        this.accounts = accounts;
        this.inventory = inventory;
        this.devices = devices;
        this.activity = activity;
        this.events = events;
        this.alerts = alerts;
        this.paks = paks;
        this.tokens = tokens;
        this.users = users;
        this.tree = tree;
        this.reservations = reservations;
        this.convertible = convertible;
        this.conversions = conversions;
        this.registered = registered;
        this.reports = reports;
        this.saved = saved;
        this.dashboard = dashboard;
        this.compliance = compliance;
    }

    private record Question(String name, double goal, Function<BenchData.Account, Object> act) {}

    void generate(BenchReport report, int rows, int pools) throws Exception {
        made(report, rows, pools);
    }

    void run(BenchReport report, int rows, int pools) throws Exception {
        Accounts accounts = made(report, rows, pools);
        report.say("Every page %d times, in both accounts".formatted(RUNS));
        for (Question question : questions()) {
            Samples.Pair measured = Samples.pair(
                    RUNS,
                    () -> question.act().apply(accounts.few()),
                    () -> question.act().apply(accounts.many()));
            double small = measured.first().p95();
            double large = measured.second().p95();
            report.atMost(question.name() + ", p95", large, "ms", question.goal());
            report.asFast(question.name() + ", against " + FEW_ROWS + " rows", large, small, FLOOR_MILLIS);
        }
    }

    private record Accounts(BenchData.Account few, BenchData.Account many) {}

    private Accounts made(BenchReport report, int rows, int pools) throws Exception {
        report.say("Writing %,d product instances, ledger rows, events and PAKs in %,d Virtual Accounts, and %,d in %,d"
                .formatted(rows, pools, FEW_ROWS, FEW_POOLS));
        long start = System.nanoTime();
        Accounts accounts = new Accounts(data.account(FEW_ROWS, FEW_POOLS), data.account(rows, pools));
        report.atMost("generated in", (System.nanoTime() - start) / 1e9, "s", GENERATED_SECONDS);
        List<LedgerCheck.Finding> broken =
                ledger.run().stream().filter(finding -> !finding.holds()).toList();
        broken.forEach(finding -> report.say("  broken: " + finding.rule() + " " + finding.examples()));
        report.atMost("rules of the ledger broken", broken.size(), "", 0);
        return accounts;
    }

    private List<Question> questions() {
        List<Question> all = new ArrayList<>();
        all.add(new Question("inventory: frame of the page", FIRST_MILLIS, this::frame));
        all.add(new Question("inventory: whole page of licences", FIRST_MILLIS, account -> {
            frame(account);
            return licenses(account, LicenseSort.NAME);
        }));
        for (LicenseSort sort : LicenseSort.values()) {
            all.add(new Question("licences by " + sort, SORTED_MILLIS, account -> licenses(account, sort)));
        }
        all.add(new Question(
                "licences that are short",
                SORTED_MILLIS,
                account -> licenses(account, LicenseSort.NAME, new LicenseFilter("", true))));
        all.add(new Question(
                "product instances",
                FIRST_MILLIS,
                account -> devices(account, ProductInstanceSort.NAME, ProductInstanceFilter.ALL)));
        for (ProductInstanceSort sort : ProductInstanceSort.values()) {
            all.add(new Question(
                    "product instances by " + sort,
                    SORTED_MILLIS,
                    account -> devices(account, sort, ProductInstanceFilter.ALL)));
        }
        all.add(new Question(
                "product instances, one searched for",
                SORTED_MILLIS,
                account -> devices(
                        account,
                        ProductInstanceSort.NAME,
                        new ProductInstanceFilter("switch-0000000", DeviceSearch.ANYWHERE, null))));
        for (DeviceState state : List.of(DeviceState.OUT_OF_COMPLIANCE, DeviceState.STALE_30)) {
            all.add(new Question(
                    "product instances " + state,
                    SORTED_MILLIS,
                    account -> devices(account, ProductInstanceSort.NAME, ProductInstanceFilter.in(state))));
        }
        transactions(all);
        events(all);
        alerts(all);
        all.add(new Question("PAKs", FIRST_MILLIS, account -> paks(account, PakFilter.ALL)));
        all.add(new Question(
                "PAKs of a status", SORTED_MILLIS, account -> paks(account, new PakFilter("", PakStatus.UNFULFILLED))));
        conversion(all);
        administration(all);
        figures(all);
        all.add(new Question("Virtual Accounts, a picker", FIRST_MILLIS, account -> pools(account, "")));
        all.add(new Question("Virtual Accounts, one by name", SORTED_MILLIS, account -> pools(account, "00004")));
        return all;
    }

    private void transactions(List<Question> all) {
        Instant month = Instant.now().minus(Duration.ofDays(30));
        all.add(new Question("transactions", FIRST_MILLIS, account -> ledger(account, ActivityFilter.ALL, null)));
        all.add(new Question(
                "transactions of a source",
                SORTED_MILLIS,
                account ->
                        ledger(account, new ActivityFilter(null, null, TransactionSource.MANUAL, null, null), null)));
        all.add(new Question(
                "transactions of a Virtual Account",
                SORTED_MILLIS,
                account -> ledger(account, new ActivityFilter(null, null, null, null, account.pool()), null)));
        all.add(new Question(
                "transactions of the last 30 days",
                SORTED_MILLIS,
                account -> ledger(account, new ActivityFilter(month, null, null, null, null), null)));
        // As a grid asks that was scrolled to the middle: behind a row it has read.
        all.add(new Question(
                "transactions, from the middle on",
                FIRST_MILLIS,
                account -> ledger(
                        account,
                        ActivityFilter.ALL,
                        activity
                                .transactions(
                                        account.administrator(),
                                        account.id(),
                                        new ActivityFilter(
                                                null, Instant.now().minus(Duration.ofDays(800)), null, null, null),
                                        new PageQuery<>(0, 1, TransactionSort.TIME, false))
                                .stream()
                                .map(row -> row.transaction().id().value())
                                .findFirst()
                                .orElse(null))));
    }

    private void events(List<Question> all) {
        all.add(new Question("events", FIRST_MILLIS, account -> events(account, EventFilter.ALL)));
        all.add(new Question(
                "events of a kind",
                SORTED_MILLIS,
                account -> events(account, new EventFilter(Set.of(EventCode.VIRTUAL_ACCOUNT_CREATED), ""))));
        all.add(new Question(
                "events of a Virtual Account",
                SORTED_MILLIS,
                account -> events(account, account.pool(), EventFilter.ALL)));
        all.add(new Question(
                "events refused",
                SORTED_MILLIS,
                account ->
                        events(account, new EventFilter(Set.of(), "", null, Outcome.REFUSED, null, null, null, null))));
    }

    private void alerts(List<Question> all) {
        all.add(new Question("alerts", FIRST_MILLIS, account -> alerts(account, AlertFilter.OPEN, AlertSort.SEVERITY)));
        all.add(new Question(
                "alerts by time", SORTED_MILLIS, account -> alerts(account, AlertFilter.OPEN, AlertSort.RAISED_AT)));
        all.add(new Question(
                "alerts of a severity",
                SORTED_MILLIS,
                account -> alerts(account, AlertFilter.OPEN.only(Severity.MINOR), AlertSort.SEVERITY)));
        all.add(new Question(
                "alerts of a Virtual Account",
                SORTED_MILLIS,
                account -> alerts(account, AlertFilter.OPEN.of(account.pool()), AlertSort.SEVERITY)));
        all.add(new Question(
                "alerts that are over",
                SORTED_MILLIS,
                account -> alerts(
                        account, new AlertFilter(AlertState.CLEARED, null, null, null, ""), AlertSort.CLEARED_AT)));
    }

    private void conversion(List<Question> all) {
        all.add(new Question(
                "PAKs to register",
                FIRST_MILLIS,
                account -> page(
                        () -> registered.list(
                                account.administrator(),
                                account.id(),
                                PageQuery.first(PAGE, RegisteredPakSort.FAMILY),
                                RegisteredPakFilter.ALL),
                        () -> registered.countBounded(
                                account.administrator(), account.id(), RegisteredPakFilter.ALL))));
        all.add(new Question(
                "convertible devices", FIRST_MILLIS, account -> convertible(account, DeviceSort.ADDED, "")));
        for (DeviceSort sort : DeviceSort.values()) {
            all.add(new Question(
                    "convertible devices by " + sort, SORTED_MILLIS, account -> convertible(account, sort, "")));
        }
        all.add(new Question(
                "convertible devices, one searched for",
                SORTED_MILLIS,
                account -> convertible(account, DeviceSort.ADDED, "L00000007")));
        all.add(new Question(
                "conversion history",
                FIRST_MILLIS,
                account -> page(
                        () -> conversions.history(
                                account.administrator(),
                                account.id(),
                                new PageQuery<>(0, PAGE, ConversionSort.TIME, false)),
                        () -> conversions.countHistory(account.administrator(), account.id()))));
    }

    private void administration(List<Question> all) {
        all.add(new Question("tokens", FIRST_MILLIS, account -> tokens(account, TokenSort.EXPIRES_AT)));
        all.add(new Question(
                "tokens by description", SORTED_MILLIS, account -> tokens(account, TokenSort.DESCRIPTION)));
        all.add(new Question("reservations", FIRST_MILLIS, account -> reservations(account, "")));
        all.add(new Question(
                "reservations, one searched for", SORTED_MILLIS, account -> reservations(account, "R00000008")));
        all.add(new Question("people", FIRST_MILLIS, account -> users(account, UserSort.USER_NAME, "")));
        all.add(new Question(
                "people by display name", SORTED_MILLIS, account -> users(account, UserSort.DISPLAY_NAME, "")));
        all.add(new Question(
                "people, one searched for", SORTED_MILLIS, account -> users(account, UserSort.USER_NAME, "Person 4")));
        all.add(new Question("Virtual Accounts", FIRST_MILLIS, account -> tree(account, VirtualAccountSort.PATH, "")));
        all.add(new Question(
                "Virtual Accounts by name", SORTED_MILLIS, account -> tree(account, VirtualAccountSort.NAME, "")));
        all.add(new Question(
                "Virtual Accounts, one searched for",
                SORTED_MILLIS,
                account -> tree(account, VirtualAccountSort.PATH, "00004")));
    }

    private void figures(List<Question> all) {
        all.add(new Question(
                "saved reports",
                FIRST_MILLIS,
                account -> page(
                        () -> saved.list(
                                account.administrator(), account.id(), PageQuery.first(PAGE, SavedReportSort.NAME)),
                        () -> saved.count(account.administrator(), account.id()))));
        for (ReportKind kind : ReportKind.values()) {
            all.add(new Question(
                    "report of " + kind, FIRST_MILLIS, account -> report(account, ReportRequest.all(kind))));
        }
        all.add(new Question(
                "report of PRODUCT_INSTANCES of a Virtual Account",
                SORTED_MILLIS,
                account -> report(
                        account,
                        new ReportRequest(
                                ReportKind.PRODUCT_INSTANCES,
                                Set.of(account.pool()),
                                "",
                                null,
                                "",
                                null,
                                null,
                                ReportKind.PRODUCT_INSTANCES.columns()))));
        all.add(new Question(
                "dashboard", DASHBOARD_MILLIS, account -> dashboard.dashboard(account.administrator(), account.id())));
        all.add(new Question(
                "compliance of 90 days",
                SORTED_MILLIS,
                account -> compliance.days(account.administrator(), account.id(), null, null, HISTORY_DAYS)));
        all.add(new Question(
                "compliance of 90 days, a Virtual Account",
                SORTED_MILLIS,
                account -> compliance.days(account.administrator(), account.id(), account.pool(), null, HISTORY_DAYS)));
    }

    /** As the grid asks: what ends on its first page is not counted. */
    private static Object page(Supplier<List<?>> rows, Supplier<?> count) {
        List<?> read = rows.get();
        return read.size() < PAGE ? read : count.get();
    }

    private Object alerts(BenchData.Account account, AlertFilter filter, AlertSort sort) {
        return page(
                () -> alerts.list(account.administrator(), account.id(), filter, PageQuery.first(PAGE, sort)),
                () -> alerts.count(account.administrator(), account.id(), filter));
    }

    private Object convertible(BenchData.Account account, DeviceSort sort, String text) {
        convertible.countWaiting(account.administrator(), account.id(), text);
        return page(
                () -> convertible.list(account.administrator(), account.id(), PageQuery.first(PAGE, sort), text),
                () -> convertible.count(account.administrator(), account.id(), text));
    }

    private Object tokens(BenchData.Account account, TokenSort sort) {
        return page(
                () -> tokens.list(account.administrator(), account.pool(), PageQuery.first(PAGE, sort)),
                () -> tokens.count(account.administrator(), account.pool()));
    }

    private Object reservations(BenchData.Account account, String text) {
        return page(
                () -> reservations.list(
                        account.administrator(),
                        account.pool(),
                        new PageQuery<>(0, PAGE, ReservationSort.CREATED, false),
                        text,
                        false),
                () -> reservations.count(account.administrator(), account.pool(), text, false));
    }

    private Object users(BenchData.Account account, UserSort sort, String text) {
        return page(
                () -> users.list(account.administrator(), account.id(), PageQuery.first(PAGE, sort), text),
                () -> users.count(account.administrator(), account.id(), text));
    }

    private Object tree(BenchData.Account account, VirtualAccountSort sort, String text) {
        return page(
                () -> tree.list(account.administrator(), account.id(), PageQuery.first(PAGE, sort), text),
                () -> tree.count(account.administrator(), account.id(), text));
    }

    private Object report(BenchData.Account account, ReportRequest asked) {
        reports.overview(account.administrator(), account.id(), asked);
        return page(
                () -> reports.rows(
                        account.administrator(), account.id(), asked, PageQuery.first(PAGE, ReportOrder.NATURAL)),
                () -> reports.count(account.administrator(), account.id(), asked));
    }

    private Object frame(BenchData.Account account) {
        accounts.virtualAccount(account.administrator(), account.pool());
        alerts.counts(account.administrator(), account.id());
        accounts.virtualAccounts(account.administrator(), account.id(), Permission.VIEW, "", 0, AT_HAND);
        accounts.virtualAccounts(account.administrator(), account.id(), Permission.VIEW, "", 0, AT_HAND);
        return inventory.figures(account.administrator(), account.pool());
    }

    private Object licenses(BenchData.Account account, LicenseSort sort) {
        return licenses(account, sort, LicenseFilter.ALL);
    }

    private Object licenses(BenchData.Account account, LicenseSort sort, LicenseFilter filter) {
        return page(
                () -> inventory.licenses(account.administrator(), account.pool(), PageQuery.first(PAGE, sort), filter),
                () -> inventory.countLicenses(account.administrator(), account.pool(), filter));
    }

    private Object devices(BenchData.Account account, ProductInstanceSort sort, ProductInstanceFilter filter) {
        return page(
                () -> devices.list(account.administrator(), account.pool(), PageQuery.first(PAGE, sort), filter),
                () -> devices.count(account.administrator(), account.pool(), filter));
    }

    private Object ledger(BenchData.Account account, ActivityFilter filter, @Nullable Long after) {
        return page(
                () -> activity.transactions(
                        account.administrator(),
                        account.id(),
                        filter,
                        new PageQuery<>(0, PAGE, TransactionSort.TIME, false, after)),
                () -> activity.count(account.administrator(), account.id(), filter));
    }

    private Object events(BenchData.Account account, EventFilter filter) {
        return events(account, null, filter);
    }

    private Object events(BenchData.Account account, @Nullable VirtualAccountId pool, EventFilter filter) {
        return page(
                () -> events.list(
                        account.administrator(),
                        account.id(),
                        pool,
                        new PageQuery<>(0, PAGE, EventSort.TIME, false),
                        filter),
                () -> events.count(account.administrator(), account.id(), pool, filter));
    }

    private Object paks(BenchData.Account account, PakFilter filter) {
        return page(
                () -> paks.list(
                        account.administrator(), account.id(), PageQuery.first(PAGE, PakSort.ORDER_DATE), filter),
                () -> paks.countBounded(account.administrator(), account.id(), filter));
    }

    private Object pools(BenchData.Account account, String name) {
        return accounts.virtualAccounts(account.administrator(), account.id(), Permission.VIEW, name, 0, PAGE);
    }
}
