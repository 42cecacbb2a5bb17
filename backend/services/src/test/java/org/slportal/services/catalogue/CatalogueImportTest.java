package org.slportal.services.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.HIERARCHY_EDGE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slportal.domain.access.Role;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.csv.CsvProblem;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.LicenseFilter;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.services.inventory.LicenseSort;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class CatalogueImportTest {

    private static final String SKU_HEAD = "code,description,family,license,license_quantity,license_term,term_days,"
            + "partial_allowed,legacy_method,source,confidence\n";
    private static final String LICENSE_HEAD = "name,entitlement_tag,description,export_restricted,source,confidence\n";

    @Autowired
    CatalogueService catalogue;

    @Autowired
    ConversionService conversions;

    @Autowired
    InventoryService inventory;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    DSLContext sql;

    private TestAccounts.Account account;

    @BeforeEach
    void an_account() {
        account = accounts.account();
    }

    private CataloguePreview preview(CataloguePart part, String text) {
        return catalogue.preview(account.administrator(), account.id(), part, text.getBytes(StandardCharsets.UTF_8));
    }

    private CataloguePreview apply(CataloguePart part, String text) {
        return catalogue.apply(
                account.administrator(),
                account.id(),
                part,
                text.getBytes(StandardCharsets.UTF_8),
                preview(part, text).base());
    }

    private String exported(CataloguePart part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        catalogue.export(account.administrator(), account.id(), part, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String license(String name) {
        return "%s,\"regid.2026-11.org.example.%s,1.0_x\",Test,false,test,D\n".formatted(name, name);
    }

    private static String sku(String code, String license, int quantity) {
        return "%s,Test,Test,%s,%d,PERPETUAL,,true,PAK,test,D\n".formatted(code, license, quantity);
    }

    @Test
    void a_preview_tells_what_is_new_changed_and_unchanged_and_changes_nothing() {
        apply(CataloguePart.SKUS, SKU_HEAD + sku("PV-1", "ISE Base", 1) + sku("PV-2", "ISE Base", 1));
        String text = SKU_HEAD + sku("PV-1", "ISE Base", 1) + sku("pv-2", "ISE Plus", 3) + sku("PV-3", "", 1);

        CataloguePreview preview = preview(CataloguePart.SKUS, text);

        assertThat(preview.isSound()).isTrue();
        assertThat(List.of(preview.added(), preview.changed(), preview.unchanged(), preview.gone()))
                .containsExactly(1, 1, 1, 0);
        assertThat(preview.differences())
                .extracting(
                        CatalogueDifference::kind,
                        CatalogueDifference::line,
                        CatalogueDifference::label,
                        CatalogueDifference::changes)
                .containsExactly(
                        tuple(
                                CatalogueDifference.Kind.CHANGED,
                                3L,
                                "pv-2",
                                List.of(
                                        new CatalogueDifference.Change(CatalogueColumn.CODE, "PV-2", "pv-2"),
                                        new CatalogueDifference.Change(CatalogueColumn.LICENSE, "ISE Base", "ISE Plus"),
                                        new CatalogueDifference.Change(CatalogueColumn.LICENSE_QUANTITY, "1", "3"))),
                        tuple(CatalogueDifference.Kind.NEW, 4L, "PV-3", List.of()));
        assertThat(sql.fetchExists(SKU, SKU.CODE.eq("PV-3"))).isFalse();

        apply(CataloguePart.SKUS, text);

        assertThat(sql.select(SKU.CODE, SKU.LICENSE_QUANTITY)
                        .from(SKU)
                        .where(SKU.CODE.like("PV-%"))
                        .orderBy(SKU.CODE)
                        .fetch(row -> row.value1() + " " + row.value2()))
                .containsExactly("PV-1 1", "pv-2 3", "PV-3 1");
        assertThat(sql.fetchCount(
                        EVENT, EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq("CATALOGUE_IMPORTED"))))
                .isEqualTo(2);
    }

    @Test
    void every_problem_of_the_file_is_told_with_line_and_column_and_nothing_is_imported() {
        String text = SKU_HEAD
                + sku("BAD-1", "No Such Licence", 1)
                + "BAD-2,,Test,,0,TERM,,perhaps,PAK,test,Z\n"
                + "BAD-3,Test,Test,,1,TERM,,true,RTU,test,D\n"
                + "bäd-4,Test,Test,,1,PERPETUAL,30,true,RTU,test,D\n"
                + sku("BAD-5", "", 1)
                + sku("bad-5", "", 1)
                + "BAD-6,too short\n";

        CataloguePreview preview = preview(CataloguePart.SKUS, text);

        assertThat(preview.problems())
                .extracting(CsvProblem::line, CsvProblem::column, CsvProblem::reason)
                .containsExactly(
                        tuple(2L, "license", ErrorReason.CATALOGUE_UNKNOWN),
                        tuple(3L, "description", ErrorReason.REQUIRED),
                        tuple(3L, "license_quantity", ErrorReason.CSV_NUMBER),
                        tuple(3L, "partial_allowed", ErrorReason.CSV_FLAG),
                        tuple(3L, "confidence", ErrorReason.CSV_CHOICE),
                        tuple(4L, "term_days", ErrorReason.CATALOGUE_TERM_DAYS),
                        tuple(5L, "term_days", ErrorReason.CATALOGUE_TERM_DAYS),
                        tuple(7L, "code", ErrorReason.CATALOGUE_TWICE),
                        tuple(8L, null, ErrorReason.CSV_FIELD_COUNT));
        assertThat(preview.problems().get(7).text()).isEqualTo("Line 6 says this already.");
        assertRefused(ErrorReason.CATALOGUE_PROBLEMS, () -> apply(CataloguePart.SKUS, text));
        assertThat(sql.fetchCount(SKU, SKU.CODE.like("BAD-%"))).isZero();
    }

    @Test
    void an_entitlement_tag_belongs_to_one_licence() {
        apply(CataloguePart.LICENSES, LICENSE_HEAD + license("Tag-A"));
        String stolen = license("Tag-B").replace("example.Tag-B", "example.Tag-A");

        assertThat(preview(CataloguePart.LICENSES, LICENSE_HEAD + stolen).problems())
                .extracting(CsvProblem::column, CsvProblem::text)
                .containsExactly(tuple("entitlement_tag", "This tag belongs to \"Tag-A\"."));
        assertThat(preview(
                                CataloguePart.LICENSES,
                                LICENSE_HEAD
                                        + license("Tag-C")
                                        + license("Tag-D").replace("Tag-D,1", "TAG-C,1"))
                        .problems())
                .extracting(CsvProblem::line, CsvProblem::column, CsvProblem::reason)
                .containsExactly(tuple(3L, "entitlement_tag", ErrorReason.CATALOGUE_TWICE));
    }

    @Test
    void a_bad_pattern_of_a_platform_or_a_device_licence_is_told() {
        String device = "platform,pid_pattern,form,name,sku,max_count,source,confidence\n"
                + "C3850,WS-C3850-(,RTU,x,C3850-24-S-E,1,test,D\n"
                + "C0000,WS.*,RTU,x,NO-SUCH-SKU,1,test,D\n";

        assertThat(preview(CataloguePart.DEVICE_LICENSES, device).problems())
                .extracting(CsvProblem::line, CsvProblem::column, CsvProblem::reason)
                .containsExactly(
                        tuple(2L, "pid_pattern", ErrorReason.CATALOGUE_PATTERN),
                        tuple(3L, "platform", ErrorReason.CATALOGUE_UNKNOWN),
                        tuple(3L, "sku", ErrorReason.CATALOGUE_UNKNOWN));
    }

    @Test
    void a_circle_in_the_hierarchy_is_told_with_all_its_licences_and_the_line_that_closes_it() {
        String text = exported(CataloguePart.HIERARCHY);
        long lines = text.lines().count();
        String circle = text + "C3850_24_Lanbase,C3850_24_Ipserv\r\n";

        CataloguePreview preview = preview(CataloguePart.HIERARCHY, circle);

        assertThat(preview.problems())
                .extracting(CsvProblem::line, CsvProblem::column, CsvProblem::text)
                .containsExactly(tuple(
                        lines + 1,
                        "child",
                        "The hierarchy runs in a circle: "
                                + "C3850_24_Lanbase → C3850_24_Ipserv → C3850_24_Ipbase → C3850_24_Lanbase"));
        assertThat(preview(CataloguePart.HIERARCHY, "parent,child\nISE Base,ise base\n")
                        .problems())
                .extracting(CsvProblem::reason)
                .containsExactly(ErrorReason.CATALOGUE_SELF);
    }

    @Test
    void a_hierarchy_file_replaces_all_edges_and_shortages_are_covered_anew() {
        apply(CataloguePart.LICENSES, LICENSE_HEAD + license("Upper") + license("Lower"));
        accounts.own(account, account.pool(), "Upper", 3);
        devices.authorize(devices.registered(account, account.pool()), Map.of("Lower", 2));
        String before = exported(CataloguePart.HIERARCHY);
        assertThat(balance("Lower")).isEqualTo(-2);

        apply(CataloguePart.HIERARCHY, before + "Upper,Lower\r\n");
        assertThat(balance("Lower")).isZero();
        assertThat(balance("Upper")).isEqualTo(1);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);

        CataloguePreview back = preview(CataloguePart.HIERARCHY, before);
        assertThat(List.of(back.added(), back.changed(), back.gone())).containsExactly(0, 0, 1);
        assertThat(back.differences())
                .extracting(CatalogueDifference::kind, CatalogueDifference::label)
                .containsExactly(tuple(CatalogueDifference.Kind.GONE, "Upper · Lower"));
        apply(CataloguePart.HIERARCHY, before);
        assertThat(balance("Lower")).isEqualTo(-2);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private int balance(String license) {
        return inventory
                .licenses(
                        account.administrator(),
                        account.pool(),
                        PageQuery.first(10, LicenseSort.NAME),
                        LicenseFilter.ALL)
                .stream()
                .filter(row -> row.name().equals(license))
                .mapToInt(LicenseListItem::balance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_quantity_of_a_sku_stays_once_licences_were_converted_from_it() {
        apply(CataloguePart.SKUS, SKU_HEAD + sku("FIX-1", "ISE Base", 2) + sku("FIX-2", "ISE Base", 2));
        for (String code : List.of("FIX-1", "FIX-2")) {
            var line = accounts.pak(account, account.pool(), code, 5, 0, null);
            if (code.equals("FIX-1")) {
                convert(line, "first", 2);
            }
        }
        String text = SKU_HEAD + sku("FIX-1", "", 3) + sku("FIX-2", "", 3);

        CataloguePreview preview = preview(CataloguePart.SKUS, text);

        assertThat(preview.problems())
                .extracting(CsvProblem::line, CsvProblem::column, CsvProblem::text)
                .containsExactly(
                        tuple(
                                2L,
                                "license_quantity",
                                "Licences were already converted from this SKU: its quantity stays 2."),
                        tuple(2L, "license", "Licences were already converted from this SKU: it keeps a licence."));
        assertRefused(ErrorReason.CATALOGUE_PROBLEMS, () -> apply(CataloguePart.SKUS, text));
        apply(CataloguePart.SKUS, SKU_HEAD + sku("FIX-1", "ISE Plus", 2) + sku("FIX-2", "", 3));
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private ConversionResult convert(org.slportal.domain.id.TraditionalLineId line, String request, int quantity) {
        return conversions.convert(
                account.administrator(),
                new ConvertLines(request, account.id(), account.pool(), List.of(new LineQuantity(line, quantity))));
    }

    @Test
    void conversions_and_a_changed_quantity_at_the_same_moment_leave_the_ledger_right() throws Exception {
        for (int round = 0; round < 8; round++) {
            String code = "RACE-" + round;
            apply(CataloguePart.SKUS, SKU_HEAD + sku(code, "ISE Base", 1));
            var lines = java.util.stream.IntStream.range(0, 6)
                    .mapToObj(i -> accounts.pak(account, account.pool(), code, 5, 0, null))
                    .toList();
            byte[] file = (SKU_HEAD + sku(code, "ISE Base", 7)).getBytes(StandardCharsets.UTF_8);
            long base = preview(CataloguePart.SKUS, SKU_HEAD).base();

            Threads.<Object>race(7, i -> () -> {
                if (i == 6) {
                    try {
                        return catalogue.apply(account.administrator(), account.id(), CataloguePart.SKUS, file, base);
                    } catch (PortalException e) {
                        return e.reason();
                    }
                }
                return convert(lines.get(i), code + "-" + i, 2);
            });

            assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
        }
    }

    @Test
    void of_two_imports_at_once_one_is_stale() throws Exception {
        byte[][] files = {
            (SKU_HEAD + sku("TWO-A", "", 1)).getBytes(StandardCharsets.UTF_8),
            (SKU_HEAD + sku("TWO-B", "", 1)).getBytes(StandardCharsets.UTF_8)
        };
        long base = preview(CataloguePart.SKUS, SKU_HEAD).base();

        var results = Threads.race(2, i -> () -> {
            try {
                catalogue.apply(
                        account.administrator(),
                        account.id(),
                        CataloguePart.SKUS,
                        Objects.requireNonNull(files[i]),
                        base);
                return PortalException.Kind.NOT_FOUND;
            } catch (PortalException e) {
                return e.kind();
            }
        });

        assertThat(results).containsExactlyInAnyOrder(PortalException.Kind.NOT_FOUND, PortalException.Kind.STALE);
        assertThat(sql.fetchCount(SKU, SKU.CODE.in("TWO-A", "TWO-B"))).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = "SMART_ACCOUNT_ADMINISTRATOR", mode = EnumSource.Mode.EXCLUDE)
    void only_administrators_of_a_whole_account_import(Role role) {
        var actor = accounts.actor(account, role, role.scope() == Role.Scope.VIRTUAL_ACCOUNT ? account.pool() : null);
        byte[] file = (LICENSE_HEAD + license("Forbidden")).getBytes(StandardCharsets.UTF_8);

        assertNotAllowed(() -> catalogue.preview(actor, account.id(), CataloguePart.LICENSES, file));
        assertNotAllowed(() -> catalogue.apply(actor, account.id(), CataloguePart.LICENSES, file, 0));
        assertThat(sql.fetchExists(LICENSE, LICENSE.NAME.eq("Forbidden"))).isFalse();
    }

    @Test
    void an_account_of_strangers_is_unknown() {
        var stranger = accounts.account();
        byte[] file = LICENSE_HEAD.getBytes(StandardCharsets.UTF_8);

        assertUnknown(() -> catalogue.preview(stranger.administrator(), account.id(), CataloguePart.LICENSES, file));
        assertUnknown(() -> catalogue.apply(stranger.administrator(), account.id(), CataloguePart.LICENSES, file, 0));
    }

    @Test
    void a_file_of_headers_alone_empties_the_hierarchy_only_where_it_says_so() {
        CataloguePreview hierarchy = preview(CataloguePart.HIERARCHY, "parent,child\n");
        CataloguePreview licenses = preview(CataloguePart.LICENSES, LICENSE_HEAD);

        assertThat(hierarchy.gone()).isEqualTo(sql.fetchCount(HIERARCHY_EDGE)).isPositive();
        assertThat(licenses.gone()).isZero();
        assertThat(licenses.changesSomething()).isFalse();
    }
}
