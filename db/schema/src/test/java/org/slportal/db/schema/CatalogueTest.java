package org.slportal.db.schema;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slportal.domain.compliance.LicenseHierarchy;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.license.EntitlementTag;
import org.slportal.domain.license.LicenseTerm;

/** The files of the catalogue agree with each other and with what the simulated switches ask for. */
class CatalogueTest {

    private static final Path CATALOGUE = Path.of("src/main/resources/catalogue");
    private static final Path AGENT = Path.of("../../device-api/agent/src/main/resources/platform");
    private static final Set<String> PAK_FAMILIES = Set.of("ASR1001", "Identity Services Engine", "Nexus 9000");
    private static final Map<String, String> COUNTED_PER =
            Map.of("PER_MEMBER", "SWITCH", "PER_SUPERVISOR", "SUPERVISOR", "PER_CHASSIS", "CHASSIS");

    private static List<NamedCsvRecord> platforms;
    private static List<NamedCsvRecord> licenses;
    private static List<NamedCsvRecord> hierarchy;
    private static List<NamedCsvRecord> skus;
    private static List<NamedCsvRecord> rules;
    private static List<NamedCsvRecord> deviceLicenses;
    private static List<NamedCsvRecord> agentPlatforms;
    private static List<NamedCsvRecord> agentLicenses;

    @BeforeAll
    static void read() throws IOException {
        platforms = read(CATALOGUE.resolve("platforms.csv"));
        licenses = read(CATALOGUE.resolve("licenses.csv"));
        hierarchy = read(CATALOGUE.resolve("hierarchy.csv"));
        skus = read(CATALOGUE.resolve("skus.csv"));
        rules = read(CATALOGUE.resolve("consumption_rules.csv"));
        deviceLicenses = read(CATALOGUE.resolve("device_licenses.csv"));
        agentPlatforms = read(AGENT.resolve("platforms.csv"));
        agentLicenses = read(AGENT.resolve("licenses.csv"));
    }

    @Test
    void no_file_is_empty() {
        assertThat(List.of(platforms, hierarchy, rules, deviceLicenses, agentPlatforms, agentLicenses))
                .allSatisfy(file -> assertThat(file).hasSizeGreaterThan(5));
        assertThat(licenses).hasSizeGreaterThanOrEqualTo(150);
        assertThat(skus).hasSizeGreaterThanOrEqualTo(120);
    }

    @Test
    void names_tags_and_codes_are_unique() {
        assertThat(values(platforms, "name")).doesNotHaveDuplicates();
        assertThat(values(licenses, "name")).doesNotHaveDuplicates();
        assertThat(values(licenses, "entitlement_tag")).doesNotHaveDuplicates();
        assertThat(values(skus, "code")).doesNotHaveDuplicates();
        assertThat(hierarchy.stream().map(NamedCsvRecord::getFields)).doesNotHaveDuplicates();
        assertThat(rules.stream()
                        .map(rule -> List.of(text(rule, "platform"), text(rule, "feature"), text(rule, "license"))))
                .doesNotHaveDuplicates();
        assertThat(deviceLicenses.stream()
                        .map(row -> List.of(
                                text(row, "platform"), text(row, "pid_pattern"), text(row, "form"), text(row, "name"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void entitlement_tags_and_software_ids_are_well_formed() {
        assertThat(values(licenses, "entitlement_tag"))
                .allSatisfy(tag -> assertThat(new EntitlementTag(tag).value()).isEqualTo(tag));
        assertThat(values(platforms, "software_id"))
                .allSatisfy(id -> assertThat(new SoftwareId(id).value()).isEqualTo(id));
    }

    @Test
    void everything_referred_to_exists() {
        Set<String> names = new HashSet<>(values(licenses, "name"));

        assertThat(names).containsAll(values(hierarchy, "parent")).containsAll(values(hierarchy, "child"));
        assertThat(names).containsAll(values(rules, "license"));
        assertThat(new HashSet<>(values(platforms, "name"))).containsAll(values(rules, "platform"));
        assertThat(new HashSet<>(values(platforms, "name"))).containsAll(values(deviceLicenses, "platform"));
        assertThat(new HashSet<>(values(skus, "code"))).containsAll(values(deviceLicenses, "sku"));
        assertThat(values(skus, "license").stream().filter(name -> !name.isEmpty()))
                .isNotEmpty()
                .isSubsetOf(names);
    }

    @Test
    void every_row_tells_where_it_was_read_and_how_sure_it_is() {
        for (List<NamedCsvRecord> file : List.of(platforms, licenses, skus, rules, deviceLicenses)) {
            assertThat(values(file, "source")).noneMatch(String::isBlank);
            assertThat(values(file, "confidence")).isSubsetOf("A", "B", "C", "D");
        }
        assertThat(skus)
                .allSatisfy(sku -> assertThat(text(sku, "confidence"))
                        .as("no pairing of %s with a licence is official", text(sku, "code"))
                        .isNotEqualTo("A"));
        assertThat(values(deviceLicenses, "confidence")).doesNotContain("A");
    }

    @Test
    void every_family_of_a_sku_is_a_platforms_or_one_that_only_has_paks() {
        Set<String> families = new HashSet<>(values(platforms, "family"));
        families.addAll(PAK_FAMILIES);

        assertThat(families).containsAll(values(skus, "family"));
    }

    @Test
    void all_platforms_of_the_vendor_guide_are_there() {
        for (String pid : List.of(
                "WS-C3650-24TS",
                "WS-C3850-48P",
                "C9200-24T",
                "C9200L-48P-4G",
                "C9300-24U",
                "C9300L-48P-4X",
                "C9407R",
                "C9500-40X",
                "C9606R",
                "C1111-8P",
                "ISR1100-4P",
                "ISR4221/K9",
                "ISR4331/K9",
                "ISR4431/K9",
                "ISR4451-X/K9",
                "ASR1001-X",
                "CSR1000V",
                "ISRV")) {
            assertThat(platforms)
                    .as(pid)
                    .filteredOn(platform -> Pattern.matches(text(platform, "pid_pattern"), pid))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "C3650, WS-C3650-24TS, C3650_24",
        "C3650, WS-C3650-8X24UQ, C3650_24",
        "C3650, WS-C3650-48PD, C3650_48",
        "C3650, WS-C3650-12X48UQ, C3650_48",
        "C3850, WS-C3850-24P, C3850_24",
        "C3850, WS-C3850-24XU, C3850_24",
        "C3850, WS-C3850-48P, C3850_48",
        "C3850, WS-C3850-12X48U, C3850_48",
        "C3850, WS-C3850-12XS, C3850_XS_12",
        "C3850, WS-C3850-12S, C3850_XS_12",
        "C3850, WS-C3850-24XS, C3850_XS_24",
        "C3850, WS-C3850-48XS, C3850_XS_48"
    })
    void each_level_of_a_switch_leads_to_the_licence_of_its_ports(String platform, String pid, String prefix) {
        assertThat(licenseOf(platform, pid, "RTU", "lanbase")).isEqualTo(prefix + "_Lanbase");
        assertThat(licenseOf(platform, pid, "RTU", "ipbase")).isEqualTo(prefix + "_Ipbase");
        assertThat(licenseOf(platform, pid, "RTU", "ipservices")).isEqualTo(prefix + "_Ipserv");
        assertThat(licenseOf(platform, pid, "RTU", "apcount")).isEqualTo("Access Point Count");
    }

    @ParameterizedTest
    @CsvSource({
        "ISR4300, ISR4331/K9, securityk9, ISR_4331_Security",
        "ISR4300, ISR4321/K9, hseck9, ISR_4321_Hsec",
        "ISR4400, ISR4451-X/K9, throughput, ISR_4451_2G_Performance",
        "ISR4400, ISR4431/K9, appxk9, ISR_4400_Application",
        "ASR1000, ASR1001-X, throughput_10g, Upgrade from 2.5 Gbps to 10Gbps License for ASR 1001-X",
        "CSR1000V, CSR1000V, ax_1G, CSR 1KV AX 1G",
        "CSR1000V, CSR1000V, appx-2500, CSR 1KV APPX 2500M",
        "ISRV, ISRV, security_100M, ISRV Security 100M"
    })
    void a_routers_feature_leads_to_its_licence(String platform, String pid, String feature, String license) {
        assertThat(licenseOf(platform, pid, "PAK", feature)).isEqualTo(license);
    }

    @Test
    void every_feature_of_a_simulated_router_that_can_convert_has_a_traditional_licence() {
        Set<String> convertible = new HashSet<>(platforms.stream()
                .filter(platform -> text(platform, "dlc_supported").equals("true"))
                .filter(platform -> text(platform, "legacy_method").equals("PAK"))
                .map(platform -> text(platform, "name"))
                .toList());
        List<NamedCsvRecord> routers = agentPlatforms.stream()
                .filter(model -> convertible.contains(text(model, "family")))
                .toList();

        assertThat(routers)
                .isNotEmpty()
                .allSatisfy(model -> assertThat(agentLicenses)
                        .filteredOn(license -> text(license, "license_group").equals(text(model, "license_group")))
                        .isNotEmpty()
                        .allSatisfy(license -> assertThat(licenseOf(
                                        text(model, "family"), text(model, "pid"), "PAK", text(license, "feature")))
                                .isEqualTo(text(license, "portal_name"))));
    }

    /** Name of the licence a traditional licence becomes; fails unless exactly one row says so. */
    private static String licenseOf(String platform, String pid, String form, String name) {
        List<NamedCsvRecord> matching = deviceLicenses.stream()
                .filter(row -> text(row, "platform").equals(platform)
                        && text(row, "form").equals(form)
                        && text(row, "name").equals(name)
                        && Pattern.matches(text(row, "pid_pattern"), pid))
                .toList();
        assertThat(matching).as("%s on %s", name, pid).hasSize(1);
        return skus.stream()
                .filter(sku -> text(sku, "code").equals(text(matching.getFirst(), "sku")))
                .map(sku -> text(sku, "license"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_sku_that_runs_for_a_time_says_for_how_long() {
        assertThat(skus).allSatisfy(sku -> {
            LicenseTerm term = LicenseTerm.valueOf(text(sku, "license_term"));
            if (term == LicenseTerm.PERPETUAL) {
                assertThat(text(sku, "term_days")).isEmpty();
            } else {
                assertThat(Integer.parseInt(text(sku, "term_days"))).isPositive();
            }
            assertThat(Integer.parseInt(text(sku, "license_quantity"))).isPositive();
            assertThat(text(sku, "partial_allowed")).isIn("true", "false");
            assertThat(text(sku, "legacy_method")).isIn("RTU", "PAK");
        });
    }

    @Test
    void the_catalogue_lets_every_kind_of_refusal_be_practised() {
        assertThat(values(skus, "license")).as("a SKU without an equivalent").contains("");
        assertThat(values(skus, "license_term")).as("a demo").contains("DEMO");
        assertThat(values(skus, "partial_allowed")).as("all or nothing").contains("false");
        assertThat(values(skus, "license_quantity"))
                .as("packs of ten and of five")
                .contains("5", "10");
        assertThat(values(licenses, "export_restricted")).contains("true", "false");
    }

    @Test
    void the_hierarchy_has_no_cycle_and_generic_licences_cover_the_c9500_models() {
        Map<String, LicenseId> ids = new HashMap<>();
        Map<LicenseId, String> names = new HashMap<>();
        values(licenses, "name").forEach(name -> {
            LicenseId id = new LicenseId(ids.size() + 1L);
            ids.put(name, id);
            names.put(id, name);
        });
        List<LicenseHierarchy.Edge> edges = new ArrayList<>();
        hierarchy.forEach(edge ->
                edges.add(new LicenseHierarchy.Edge(id(ids, text(edge, "parent")), id(ids, text(edge, "child")))));

        LicenseHierarchy read = new LicenseHierarchy(edges, names);

        for (String model : List.of("32C", "32QC", "24Y4C", "48Y4C")) {
            assertThat(read.ancestorsOf(id(ids, "C9500 " + model + " NW Advantage")))
                    .contains(id(ids, "C9500 Network Advantage"));
            assertThat(read.ancestorsOf(id(ids, "C9500 " + model + " NW Essentials")))
                    .contains(id(ids, "C9500 Network Essentials"));
        }
    }

    @Test
    void every_tag_a_switch_asks_for_is_the_tag_of_the_licence_it_names() {
        Map<String, String> tags = new HashMap<>();
        licenses.forEach(license -> tags.put(text(license, "name"), text(license, "entitlement_tag")));

        assertThat(agentLicenses)
                .allSatisfy(
                        license -> assertThat(tags).containsEntry(text(license, "portal_name"), text(license, "tag")));
    }

    @Test
    void every_model_of_a_switch_belongs_to_exactly_one_platform_and_names_its_software() {
        assertThat(agentPlatforms).allSatisfy(model -> {
            List<NamedCsvRecord> matching = platforms.stream()
                    .filter(platform -> Pattern.matches(text(platform, "pid_pattern"), text(model, "pid")))
                    .toList();
            assertThat(matching).as(text(model, "pid")).hasSize(1);
            assertThat(text(matching.getFirst(), "name")).isEqualTo(text(model, "family"));
            assertThat(text(matching.getFirst(), "software_id")).isEqualTo(text(model, "software_id"));
            assertThat(new Udi(text(model, "pid"), "FOC1").pid()).isEqualTo(text(model, "pid"));
        });
    }

    @Test
    void every_licence_group_of_the_switches_has_models_and_licences() {
        assertThat(new HashSet<>(values(agentLicenses, "license_group")))
                .isEqualTo(new HashSet<>(values(agentPlatforms, "license_group")));
        assertThat(agentLicenses.stream()
                        .map(license -> List.of(text(license, "license_group"), text(license, "feature"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void switches_count_as_the_consumption_rules_say() {
        Map<String, String> familyOfGroup = new HashMap<>();
        agentPlatforms.forEach(model -> familyOfGroup.put(text(model, "license_group"), text(model, "family")));
        Map<List<String>, String> countedPer = new HashMap<>();
        rules.forEach(rule -> countedPer.put(
                List.of(text(rule, "platform"), text(rule, "feature"), text(rule, "license")),
                text(rule, "counted_per")));

        List<String> families = values(rules, "platform");
        assertThat(agentLicenses)
                .filteredOn(license -> families.contains(familyOfGroup.get(text(license, "license_group"))))
                .isNotEmpty()
                .allSatisfy(license -> assertThat(countedPer)
                        .containsEntry(
                                List.of(
                                        String.valueOf(familyOfGroup.get(text(license, "license_group"))),
                                        text(license, "feature"),
                                        text(license, "portal_name")),
                                String.valueOf(COUNTED_PER.get(text(license, "consumption")))));
    }

    private static LicenseId id(Map<String, LicenseId> ids, String name) {
        LicenseId id = ids.get(name);
        if (id == null) {
            throw new AssertionError("No licence is named " + name);
        }
        return id;
    }

    private static String text(NamedCsvRecord row, String column) {
        return row.getField(column);
    }

    private static List<String> values(List<NamedCsvRecord> file, String column) {
        return file.stream().map(row -> text(row, column)).toList();
    }

    private static List<NamedCsvRecord> read(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        }
    }
}
