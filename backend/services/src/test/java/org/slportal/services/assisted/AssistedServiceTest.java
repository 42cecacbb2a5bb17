package org.slportal.services.assisted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.id.AssistedRequestId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionRecordService;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.settings.ConversionSettings;
import org.slportal.services.conversion.settings.ConversionSettingsService;
import org.slportal.services.conversion.settings.DlcMode;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class AssistedServiceTest {

    private static final String NO_EQUIVALENT = "ASR1_MFGINSTALL";
    private static final String WHOLE = "C1-ISE-PLS-T";
    private static final String LICENSE = "C9300 Network Advantage";
    private static final PageQuery<AssistedSort> PAGE = PageQuery.first(50, AssistedSort.REQUESTED_AT);

    @Autowired
    TestAccounts accounts;

    @Autowired
    AssistedService requests;

    @Autowired
    AssistedDesk desk;

    @Autowired
    ConversionSettingsService settings;

    @Autowired
    ConversionService conversions;

    @Autowired
    ConversionRecordService records;

    @Autowired
    InventoryService inventory;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    @Test
    void what_no_rule_covers_is_asked_for_taken_up_talked_about_and_converted_by_hand() {
        var account = accounts.account();
        Actor user = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, account.pool());
        PakLineId line = accounts.pak(account, account.pool(), NO_EQUIVALENT, 5, 0, null);
        AssistedRequestId id = ask(user, account, line, 5);

        desk.take(account.administrator(), id, 0);
        requests.comment(account.administrator(), id, "Which device is it for?");
        requests.comment(user, id, "edge-krk-02\nthe old one");
        var result = desk.convert(account.administrator(), id, 1, license(), 3);

        assertThat(result).isInstanceOf(AssistedResult.Converted.class);
        AssistedRequest request = requests.detail(user, id);
        assertThat(request.item().state()).isEqualTo(AssistedState.DONE);
        assertThat(request.comments())
                .extracting(AssistedComment::text)
                .containsExactly("Please", "Which device is it for?", "edge-krk-02\nthe old one");
        assertThat(request.line().converted()).isEqualTo(3);
        assertThat(inventory.figures(user, account.pool()).owned()).isEqualTo(3);
        var conversion = Objects.requireNonNull(request.conversion());
        assertThat(records.record(user, conversion).kind()).isEqualTo(ConversionKind.MANUAL);
        assertThat(records.rows(user, conversion, null, 10))
                .extracting(row -> row.sku(), row -> row.units(), row -> row.license(), row -> row.quantity())
                .containsExactly(tuple(NO_EQUIVALENT, 3, LICENSE, 3));
        assertThat(sql.select(LICENSE_TRANSACTION.PAK_LINE_ID)
                        .from(LICENSE_TRANSACTION)
                        .where(LICENSE_TRANSACTION.CONVERSION_ID.eq(conversion))
                        .fetch(LICENSE_TRANSACTION.PAK_LINE_ID))
                .containsExactly(line);
        assertThat(events(account, EventCode.ASSISTED_REQUESTED)).isEqualTo(1);
        assertThat(events(account, EventCode.ASSISTED_CHANGED)).isEqualTo(2);
        assertThat(events(account, EventCode.ASSISTED_COMMENTED)).isEqualTo(2);
        assertThat(events(account, EventCode.ASSISTED_CONVERTED)).isEqualTo(1);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void where_two_people_are_wanted_nobody_converts_by_hand_what_they_asked_for() {
        var account = accounts.account();
        settings.change(
                account.administrator(),
                account.id(),
                new ConversionSettings(false, "", null, false, DlcMode.ALL, Set.of(), false, true),
                0);
        Actor other = accounts.actor(account, Role.SMART_ACCOUNT_ADMINISTRATOR, null);
        PakLineId line = accounts.pak(account, account.pool(), NO_EQUIVALENT, 5, 0, null);
        AssistedRequestId id = ask(account.administrator(), account, line, 5);

        assertRefused(ErrorReason.JOB_OWN_REQUEST, () -> desk.convert(account.administrator(), id, 0, license(), 5));
        assertThat(desk.convert(other, id, 0, license(), 5)).isInstanceOf(AssistedResult.Converted.class);
    }

    @Test
    void a_licence_of_a_device_and_a_part_of_what_converts_as_a_whole_are_converted_by_hand_too() {
        var account = accounts.account();
        Actor admin = account.administrator();
        var device = accounts.device(account, account.pool(), "C3850", "WS-C3850-24P");
        var right = accounts.rightToUse(device, "C3850-24-L-S", 1);
        var whole = accounts.pak(account, account.pool(), WHOLE, 25, 0, null);

        assertThat(desk.convert(admin, ask(admin, account, right, 1), 0, license(), 1))
                .isInstanceOf(AssistedResult.Converted.class);
        assertThat(desk.convert(admin, ask(admin, account, whole, 25), 0, license(), 10))
                .isInstanceOf(AssistedResult.Converted.class);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void a_demo_an_ended_term_and_what_is_on_a_device_are_not_even_converted_by_hand() {
        var account = accounts.account();
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        Actor admin = account.administrator();

        assertThat(refusal(admin, account, accounts.pak(account, account.pool(), "L-CSR-DEMO-60D", 5, 0, null), 1))
                .isEqualTo(Ineligibility.DEMO_LICENSE);
        assertThat(refusal(
                        admin, account, accounts.pak(account, account.pool(), "C9300-DNA-A-24-3Y", 5, 0, yesterday), 1))
                .isEqualTo(Ineligibility.TERM_ENDED);
        assertThat(refusal(admin, account, accounts.pak(account, account.pool(), NO_EQUIVALENT, 5, 5, null), 1))
                .isEqualTo(Ineligibility.FULFILLED_TO_DEVICE);
        assertThat(refusal(admin, account, accounts.pak(account, null, NO_EQUIVALENT, 5, 0, null), 1))
                .isEqualTo(Ineligibility.NOT_ASSIGNED);
        PakLineId line = accounts.pak(account, account.pool(), NO_EQUIVALENT, 5, 0, null);
        assertThat(refusal(admin, account, line, 0)).isEqualTo(Ineligibility.QUANTITY_NOT_POSITIVE);
        assertThat(refusal(admin, account, line, 6)).isEqualTo(Ineligibility.QUANTITY_EXCEEDS_AVAILABLE);
        assertThat(requests.count(admin, account.id(), null).rows()).isZero();
    }

    @Test
    void a_refused_conversion_leaves_the_request_and_the_line_as_they_were() {
        var account = accounts.account();
        Actor admin = account.administrator();
        PakLineId line = accounts.pak(account, account.pool(), "C9300-NW-A-24", 5, 0, null);
        AssistedRequestId id = ask(admin, account, line, 5);
        conversions.convert(
                admin, new ConvertLines("meanwhile", account.id(), account.pool(), List.of(new LineQuantity(line, 4))));

        assertThat(desk.convert(admin, id, 0, license(), 5))
                .isEqualTo(new AssistedResult.Refused(Ineligibility.QUANTITY_EXCEEDS_AVAILABLE, List.of("1")));
        assertRefused(ErrorReason.NOT_FOUND, () -> desk.convert(admin, id, 0, new LicenseId(Long.MAX_VALUE), 1));
        assertThat(requests.detail(admin, id).item().state()).isEqualTo(AssistedState.OPEN);
        assertThat(inventory.figures(admin, account.pool()).owned()).isEqualTo(4);
    }

    @Test
    void two_desks_that_convert_at_once_convert_once() throws Exception {
        var account = accounts.account();
        Actor admin = account.administrator();
        PakLineId line = accounts.pak(account, account.pool(), NO_EQUIVALENT, 5, 0, null);
        AssistedRequestId id = ask(admin, account, line, 2);

        List<String> results = Threads.race(4, i -> () -> {
            try {
                return desk.convert(admin, id, 0, license(), 2).getClass().getSimpleName();
            } catch (PortalException refusal) {
                return refusal.reason().name();
            }
        });

        assertThat(results).containsExactlyInAnyOrder("Converted", "STALE", "STALE", "STALE");
        assertThat(inventory.figures(admin, account.pool()).owned()).isEqualTo(2);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void two_people_who_ask_for_one_line_at_once_make_one_request() throws Exception {
        var account = accounts.account();
        PakLineId line = accounts.pak(account, account.pool(), NO_EQUIVALENT, 5, 0, null);

        List<String> results = Threads.race(4, i -> () -> {
            try {
                ask(account.administrator(), account, line, 5);
                return "asked";
            } catch (PortalException refusal) {
                return refusal.reason().name();
            }
        });

        assertThat(results).filteredOn("asked"::equals).hasSize(1);
        assertThat(results).filteredOn("ASSISTED_ALREADY_ASKED"::equals).hasSize(3);
        assertThat(requests.count(account.administrator(), account.id(), AssistedState.OPEN)
                        .rows())
                .isEqualTo(1);
    }

    @Test
    void a_decision_on_what_changed_meanwhile_is_stale_and_one_on_what_is_decided_is_refused() {
        var account = accounts.account();
        Actor admin = account.administrator();
        AssistedRequestId id = ask(admin, account, accounts.pak(account, account.pool(), NO_EQUIVALENT, 5, 0, null), 5);
        desk.take(admin, id, 0);

        assertRefused(ErrorReason.STALE, () -> desk.decline(admin, id, 0, "No"));
        assertRefused(ErrorReason.STALE, () -> requests.withdraw(admin, id, 0));
        assertRefused(ErrorReason.ASSISTED_CLOSED, () -> desk.take(admin, id, 1));
        assertRefused(ErrorReason.REQUIRED, () -> desk.decline(admin, id, 1, " "));
        desk.decline(admin, id, 1, "There is no such licence.");
        assertRefused(ErrorReason.ASSISTED_CLOSED, () -> desk.convert(admin, id, 2, license(), 1));
        AssistedRequest declined = requests.detail(admin, id);
        assertThat(declined.item().state()).isEqualTo(AssistedState.DECLINED);
        assertThat(declined.comments()).last().extracting(AssistedComment::text).isEqualTo("There is no such licence.");
        // Decided: the line may be asked for again.
        ask(admin, account, declined.line().id(), 1);
    }

    @Test
    void only_whoever_asked_withdraws_and_only_the_desk_decides() {
        var account = accounts.account();
        Actor user = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        Actor viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        PakLineId line = accounts.pak(account, account.pool(), NO_EQUIVALENT, 5, 0, null);
        AssistedRequestId id = ask(user, account, line, 5);

        assertNotAllowed(() -> ask(viewer, account, line, 1));
        assertNotAllowed(() -> requests.comment(viewer, id, "Hm"));
        assertNotAllowed(() -> requests.withdraw(account.administrator(), id, 0));
        for (Actor notDesk : List.of(user, viewer)) {
            assertNotAllowed(() -> desk.take(notDesk, id, 0));
            assertNotAllowed(() -> desk.decline(notDesk, id, 0, "No"));
            assertNotAllowed(() -> desk.convert(notDesk, id, 0, license(), 1));
        }
        assertThat(requests.detail(viewer, id).desk()).isFalse();
        assertThat(requests.detail(user, id).own()).isTrue();
        requests.withdraw(user, id, 0);
        assertThat(requests.detail(user, id).item().state()).isEqualTo(AssistedState.WITHDRAWN);
    }

    @Test
    void foreign_requests_and_lines_read_like_ones_that_never_were() {
        var account = accounts.account();
        var foreign = accounts.account();
        Actor stranger = foreign.administrator();
        PakLineId line = accounts.pak(account, account.pool(), NO_EQUIVALENT, 5, 0, null);
        AssistedRequestId request = ask(account.administrator(), account, line, 5);

        for (AssistedRequestId id : List.of(request, new AssistedRequestId(Long.MAX_VALUE))) {
            assertUnknown(() -> requests.detail(stranger, id));
            assertUnknown(() -> requests.comment(stranger, id, "Hm"));
            assertUnknown(() -> requests.withdraw(stranger, id, 0));
            assertUnknown(() -> desk.take(stranger, id, 0));
            assertUnknown(() -> desk.decline(stranger, id, 0, "No"));
            assertUnknown(() -> desk.convert(stranger, id, 0, license(), 1));
        }
        List<TraditionalLineId> lines = new ArrayList<>(List.of(line, new PakLineId(Long.MAX_VALUE)));
        lines.forEach(strange -> {
            assertUnknown(() -> requests.line(stranger, foreign.id(), strange));
            assertUnknown(
                    () -> requests.ask(stranger, new AskForConversion(foreign.id(), strange, foreign.pool(), 1, "")));
            assertUnknown(
                    () -> requests.ask(stranger, new AskForConversion(account.id(), strange, account.pool(), 1, "")));
        });
        assertUnknown(() -> requests.list(stranger, account.id(), null, PAGE));
        assertThat(requests.list(stranger, foreign.id(), null, PAGE)).isEmpty();
        assertThat(requests.list(account.administrator(), account.id(), null, PAGE))
                .extracting(AssistedListItem::id)
                .containsExactly(request);
    }

    private AssistedRequestId ask(Actor actor, TestAccounts.Account account, TraditionalLineId line, int quantity) {
        AssistedResult result =
                requests.ask(actor, new AskForConversion(account.id(), line, account.pool(), quantity, "Please"));
        assertThat(result).isInstanceOf(AssistedResult.Asked.class);
        return ((AssistedResult.Asked) result).request();
    }

    private Ineligibility refusal(Actor actor, TestAccounts.Account account, TraditionalLineId line, int quantity) {
        AssistedResult result =
                requests.ask(actor, new AskForConversion(account.id(), line, account.pool(), quantity, ""));
        assertThat(result).isInstanceOf(AssistedResult.Refused.class);
        return ((AssistedResult.Refused) result).reason();
    }

    private LicenseId license() {
        return accounts.license(LICENSE);
    }

    private int events(TestAccounts.Account account, EventCode code) {
        return sql.fetchCount(EVENT, EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq(code.name())));
    }
}
