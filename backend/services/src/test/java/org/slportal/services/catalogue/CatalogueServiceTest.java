package org.slportal.services.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.slportal.db.jooq.Tables.CATALOGUE_IMPORT;
import static org.slportal.db.jooq.Tables.CONSUMPTION_RULE;
import static org.slportal.db.jooq.Tables.HIERARCHY_EDGE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.Refusals;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class CatalogueServiceTest {

    @Autowired
    CatalogueService catalogue;

    @Autowired
    DSLContext sql;

    private String everything() {
        return sql.selectFrom(PLATFORM).orderBy(PLATFORM.PLATFORM_ID).fetch().formatCSV()
                + sql.selectFrom(LICENSE).orderBy(LICENSE.LICENSE_ID).fetch().formatCSV()
                + sql.selectFrom(HIERARCHY_EDGE)
                        .orderBy(HIERARCHY_EDGE.PARENT_LICENSE_ID, HIERARCHY_EDGE.CHILD_LICENSE_ID)
                        .fetch()
                        .formatCSV()
                + sql.selectFrom(SKU).orderBy(SKU.SKU_ID).fetch().formatCSV()
                + sql.fetchCount(CONSUMPTION_RULE)
                + sql.fetchCount(CATALOGUE_IMPORT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "licenses.csv|C9300 Network Advantage,|,|licenses.csv|name",
                "skus.csv|,PERPETUAL,,true,PAK|,PERPETUAL,,maybe,PAK|skus.csv|neither true nor false",
                "skus.csv|,1,PERPETUAL|,one,PERPETUAL|skus.csv|not a whole number: one",
                "skus.csv|,C9300 Network Advantage,1|,No Such Licence,1|skus.csv|there is no licence",
                "skus.csv|,PERPETUAL,|,FOREVER,|skus.csv|FOREVER",
                "consumption_rules.csv|C9300,|C0000,|consumption_rules.csv|there is no platform",
                "licenses.csv|regid.2017|regit.2017|licenses.csv|entitlement tag",
                "platforms.csv|software_id|software|platforms.csv|software_id"
            })
    void a_bad_line_is_told_with_file_and_number_and_nothing_is_loaded(
            String file, String good, String bad, String told, String problem) {
        String before = everything();
        String text = CatalogueFiles.shipped().text(file);
        assertThat(text).contains(good);
        // A column that is missing is missed in the first line of data.
        long line = file.equals("platforms.csv")
                ? 2
                : text.substring(0, text.indexOf(good))
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                        + 1;

        var refusal = Refusals.refusal(() ->
                catalogue.load(CatalogueFiles.shipped().with(file, text.replaceFirst(quoted(good), bad))));

        assertThat(refusal.reason()).isEqualTo(ErrorReason.CATALOGUE_LINE);
        assertThat(refusal.arguments()[0]).isEqualTo(told);
        assertThat(((Number) refusal.arguments()[1]).longValue()).isEqualTo(line);
        assertThat(refusal.getMessage()).containsIgnoringCase(problem);
        assertThat(everything()).isEqualTo(before);
    }

    private static String quoted(String text) {
        return java.util.regex.Pattern.quote(text);
    }

    @Test
    void a_hierarchy_that_runs_in_a_circle_is_refused_and_nothing_is_loaded() {
        String before = everything();
        String text = CatalogueFiles.shipped().text("hierarchy.csv");
        String circle = text.stripTrailing() + "\nC9500 32C NW Advantage,C9500 Network Advantage\n";

        var thrown =
                catchThrowable(() -> catalogue.load(CatalogueFiles.shipped().with("hierarchy.csv", circle)));

        assertThat(thrown).isNotNull().isNotInstanceOf(NullPointerException.class);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void the_shipped_catalogue_is_loaded_once() {
        int imports = sql.fetchCount(CATALOGUE_IMPORT);

        catalogue.loadShipped();

        assertThat(sql.fetchCount(CATALOGUE_IMPORT)).isEqualTo(imports);
    }

    @Test
    void loading_again_keeps_the_ids_others_refer_to() {
        var ids = sql.select(SKU.SKU_ID, SKU.CODE, SKU.LICENSE_ID)
                .from(SKU)
                .orderBy(SKU.SKU_ID)
                .fetch();
        int edges = sql.fetchCount(HIERARCHY_EDGE);
        int rules = sql.fetchCount(CONSUMPTION_RULE);

        catalogue.load(CatalogueFiles.shipped());

        assertThat(sql.select(SKU.SKU_ID, SKU.CODE, SKU.LICENSE_ID)
                        .from(SKU)
                        .orderBy(SKU.SKU_ID)
                        .fetch())
                .isEqualTo(ids);
        assertThat(sql.fetchCount(HIERARCHY_EDGE)).isEqualTo(edges);
        assertThat(sql.fetchCount(CONSUMPTION_RULE)).isEqualTo(rules);
    }
}
