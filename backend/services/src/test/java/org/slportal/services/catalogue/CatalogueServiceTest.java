package org.slportal.services.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.CATALOGUE_IMPORT;
import static org.slportal.db.jooq.Tables.CONSUMPTION_RULE;
import static org.slportal.db.jooq.Tables.DEVICE_LICENSE_NAME;
import static org.slportal.db.jooq.Tables.HIERARCHY_EDGE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertUnknown;
import static org.slportal.services.testing.Refusals.refusal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slportal.domain.access.Role;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class CatalogueServiceTest {

    @Autowired
    CatalogueService catalogue;

    @Autowired
    TestAccounts accounts;

    @Autowired
    DSLContext sql;

    private TestAccounts.Account account;

    @BeforeEach
    void an_account() {
        account = accounts.account();
    }

    private List<CatalogueRow> rows(CataloguePart part, PageQuery<CatalogueColumn> query, String text) {
        return catalogue.rows(account.administrator(), account.id(), part, query, new CatalogueFilter(text));
    }

    private long count(CataloguePart part, String text) {
        return catalogue.count(account.administrator(), account.id(), part, new CatalogueFilter(text));
    }

    private String everything() {
        return sql.selectFrom(PLATFORM).orderBy(PLATFORM.PLATFORM_ID).fetch().formatCSV()
                + sql.selectFrom(LICENSE).orderBy(LICENSE.LICENSE_ID).fetch().formatCSV()
                + sql.selectFrom(HIERARCHY_EDGE)
                        .orderBy(HIERARCHY_EDGE.PARENT_LICENSE_ID, HIERARCHY_EDGE.CHILD_LICENSE_ID)
                        .fetch()
                        .formatCSV()
                + sql.selectFrom(SKU).orderBy(SKU.SKU_ID).fetch().formatCSV()
                + sql.selectFrom(CONSUMPTION_RULE)
                        .orderBy(CONSUMPTION_RULE.CONSUMPTION_RULE_ID)
                        .fetch()
                        .formatCSV()
                + sql.selectFrom(DEVICE_LICENSE_NAME)
                        .orderBy(DEVICE_LICENSE_NAME.DEVICE_LICENSE_NAME_ID)
                        .fetch()
                        .formatCSV();
    }

    @ParameterizedTest
    @EnumSource
    void every_part_is_listed_page_by_page_in_any_order_without_a_row_lost_or_repeated(CataloguePart part) {
        long total = count(part, "");
        assertThat(total).isPositive();
        for (CatalogueColumn column : part.columns()) {
            for (boolean ascending : new boolean[] {true, false}) {
                List<CatalogueRow> all = new ArrayList<>();
                for (int offset = 0; offset < total; offset += 100) {
                    all.addAll(rows(part, new PageQuery<>(offset, 100, column, ascending), ""));
                }
                assertThat(all).hasSize((int) total).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void a_list_is_sorted_by_the_column_asked_for() {
        List<Integer> quantities =
                rows(CataloguePart.SKUS, new PageQuery<>(0, 1000, CatalogueColumn.LICENSE_QUANTITY, false), "").stream()
                        .map(row -> Integer.valueOf(row.cell(CatalogueColumn.LICENSE_QUANTITY)))
                        .toList();

        assertThat(quantities).contains(10, 5, 1).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void a_search_finds_part_of_any_text_and_takes_no_character_for_a_wildcard() {
        assertThat(rows(CataloguePart.SKUS, PageQuery.first(10, CatalogueColumn.CODE), "c3850-48-l-e"))
                .extracting(row -> row.cell(CatalogueColumn.CODE))
                .containsExactly("C3850-48-L-E", "L-C3850-48-L-E=");
        assertThat(rows(CataloguePart.SKUS, PageQuery.first(10, CatalogueColumn.CODE), "C3850_XS_12_Ipserv"))
                .extracting(row -> row.cell(CatalogueColumn.CODE))
                .contains("C3850-12-S-E");
        assertThat(count(CataloguePart.SKUS, "%")).isZero();
        assertThat(count(CataloguePart.HIERARCHY, "C9500 32C NW Advantage")).isEqualTo(2);
    }

    @Test
    void whoever_may_look_into_the_account_may_look_into_the_catalogue() {
        var viewer = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, account.pool());
        var approver = accounts.actor(account, Role.SMART_ACCOUNT_APPROVER, null);
        var stranger = accounts.account();

        assertThat(catalogue.count(viewer, account.id(), CataloguePart.LICENSES, CatalogueFilter.ALL))
                .isGreaterThanOrEqualTo(150);
        assertNotAllowed(() -> catalogue.count(approver, account.id(), CataloguePart.LICENSES, CatalogueFilter.ALL));
        assertUnknown(() ->
                catalogue.count(stranger.administrator(), account.id(), CataloguePart.LICENSES, CatalogueFilter.ALL));
        assertUnknown(() -> catalogue.rows(
                stranger.administrator(),
                account.id(),
                CataloguePart.SKUS,
                PageQuery.first(10, CatalogueColumn.CODE),
                CatalogueFilter.ALL));
        assertUnknown(() -> catalogue.export(
                stranger.administrator(), account.id(), CataloguePart.SKUS, new ByteArrayOutputStream()));
    }

    @ParameterizedTest
    @EnumSource
    void an_export_that_is_imported_again_changes_nothing(CataloguePart part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        catalogue.export(account.administrator(), account.id(), part, out);
        int imports = sql.fetchCount(CATALOGUE_IMPORT);

        CataloguePreview preview = catalogue.preview(account.administrator(), account.id(), part, out.toByteArray());
        assertThat(preview.problems()).isEmpty();
        assertThat(preview.changesSomething()).isFalse();
        assertThat(preview.unchanged()).isEqualTo((int) count(part, ""));

        catalogue.apply(account.administrator(), account.id(), part, out.toByteArray(), preview.base());
        assertThat(sql.fetchCount(CATALOGUE_IMPORT)).isEqualTo(imports);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LICENSES|C9300 Network Advantage,|,|name",
                "SKUS|,PERPETUAL,,true,PAK|,PERPETUAL,,maybe,PAK|partial_allowed",
                "SKUS|,1,PERPETUAL|,one,PERPETUAL|license_quantity",
                "SKUS|,C9300 Network Advantage,1|,No Such Licence,1|No Such Licence",
                "SKUS|,PERPETUAL,|,FOREVER,|license_term",
                "CONSUMPTION_RULES|C9300,|C0000,|C0000",
                "LICENSES|regid.2017|regit.2017|entitlement_tag",
                "PLATFORMS|software_id|software|software_id"
            })
    void a_bad_line_of_the_shipped_files_is_told_with_file_and_number_and_nothing_is_loaded(
            CataloguePart part, String good, String bad, String problem) {
        String before = everything();
        int imports = sql.fetchCount(CATALOGUE_IMPORT);
        String text = new String(ShippedCatalogue.file(part), StandardCharsets.UTF_8);
        assertThat(text).contains(good);
        long line = text.substring(0, text.indexOf(good))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        byte[] broken = text.replaceFirst(Pattern.quote(good), bad).getBytes(StandardCharsets.UTF_8);

        var refusal = refusal(() -> catalogue.load(Map.of(part, broken)));

        assertThat(refusal.reason()).isEqualTo(ErrorReason.CATALOGUE_LINE);
        assertThat(refusal.arguments()[0]).isEqualTo(part.file());
        assertThat(((Number) refusal.arguments()[1]).longValue()).isEqualTo(line);
        assertThat(refusal.getMessage()).contains(problem);
        assertThat(everything()).isEqualTo(before);
        assertThat(sql.fetchCount(CATALOGUE_IMPORT)).isEqualTo(imports);
    }

    @Test
    void the_shipped_catalogue_is_loaded_once() {
        int imports = sql.fetchCount(CATALOGUE_IMPORT);

        catalogue.loadShipped();

        assertThat(sql.fetchCount(CATALOGUE_IMPORT)).isEqualTo(imports);
    }

    @Test
    void what_an_administrator_imported_outlives_a_restart_but_not_a_changed_shipped_file() {
        String code = "C9500-DNA-24Q-E-7Y";
        byte[] changed = ("code,description,family,license,license_quantity,license_term,term_days,partial_allowed,"
                        + "legacy_method,source,confidence\n" + code
                        + ",Changed here,Catalyst 9500,C9500-DNA-24Q-E,1,TERM,2555,true,PAK,ours,D\n")
                .getBytes(StandardCharsets.UTF_8);
        CataloguePreview preview =
                catalogue.preview(account.administrator(), account.id(), CataloguePart.SKUS, changed);
        catalogue.apply(account.administrator(), account.id(), CataloguePart.SKUS, changed, preview.base());

        catalogue.loadShipped();
        assertThat(description(code)).isEqualTo("Changed here");

        byte[] shipped = ShippedCatalogue.file(CataloguePart.SKUS);
        catalogue.load(Map.of(
                CataloguePart.SKUS,
                (new String(shipped, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8)));
        assertThat(description(code)).isEqualTo("C9500-24Q DNA Essentials, 7 years");
    }

    private String description(String code) {
        return sql.select(SKU.DESCRIPTION).from(SKU).where(SKU.CODE.eq(code)).fetchSingle(SKU.DESCRIPTION);
    }

    @Test
    void loading_again_keeps_the_ids_others_refer_to() {
        String before = everything();
        int imports = sql.fetchCount(CATALOGUE_IMPORT);
        Map<CataloguePart, byte[]> all = new EnumMap<>(CataloguePart.class);
        for (CataloguePart part : CataloguePart.values()) {
            all.put(part, ShippedCatalogue.file(part));
        }

        catalogue.load(all);

        assertThat(sql.fetchCount(CATALOGUE_IMPORT)).isEqualTo(imports + 6);
        assertThat(everything()).isEqualTo(before);
    }
}
