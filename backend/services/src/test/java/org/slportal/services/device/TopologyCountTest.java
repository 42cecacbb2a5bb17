package org.slportal.services.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.PLATFORM;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.device.Udi;
import org.slportal.services.callhome.AuthorizationService;
import org.slportal.services.callhome.AuthorizeLicenses;
import org.slportal.services.callhome.RegisterDevice;
import org.slportal.services.callhome.Reply;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.DeviceKeys;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;

/** What stacks, modular chassis and pairs consume, and how their page explains it. */
@DatabaseTest
class TopologyCountTest extends DeviceFixture {

    @Autowired
    ProductInstanceService instances;

    @Autowired
    AuthorizationService authorizations;

    private Map<String, LicenseNeed> needs(String platform, Map<String, Integer> licenses, String... pids) {
        var account = accounts.account();
        var device = TestDevice.unseen();
        var software = new SoftwareId(sql.select(PLATFORM.SOFTWARE_ID)
                .from(PLATFORM)
                .where(PLATFORM.NAME.eq(platform))
                .fetchSingle(PLATFORM.SOFTWARE_ID));
        List<MemberItem> members = Stream.of(pids)
                .map(pid -> new MemberItem(
                        "MEMBER", new Udi(pid, TestDevice.unseen().udi().serialNumber())))
                .toList();
        assertThat(devices.register(
                        devices.exchange(device),
                        device,
                        new RegisterDevice(
                                devices.token(account, account.pool(), null),
                                software,
                                DeviceKeys.csr(device.key()),
                                null,
                                false,
                                members),
                        TestDevices.signedWith(device.key())))
                .isInstanceOf(Reply.Answered.class);
        var exchange = devices.exchange(device);
        var known =
                Objects.requireNonNull(devices.authenticate(exchange, device).device());
        Map<String, Integer> counts = new LinkedHashMap<>();
        licenses.forEach((name, count) -> counts.put(accounts.tag(name), count));
        authorizations.authorize(
                exchange, known, new AuthorizeLicenses(counts, members), grant -> "authorized " + grant.status());
        Map<String, LicenseNeed> needs = new LinkedHashMap<>();
        instances
                .detail(account.administrator(), id(device))
                .needs()
                .forEach(need -> needs.put(need.usage().license(), need));
        return needs;
    }

    private static CountRule rule(Map<String, LicenseNeed> needs, String license) {
        return Objects.requireNonNull(Objects.requireNonNull(needs.get(license)).rule());
    }

    private static boolean agrees(LicenseNeed need) {
        return Objects.requireNonNull(need.rule()).agrees();
    }

    @Test
    void a_mixed_stack_has_a_row_for_each_tag_and_one_count_over_its_switches() {
        var needs = needs(
                "C9300",
                Map.of(LICENSE, 2, "C9300 48P NW Advantage", 1, DNA, 2, "C9300 48P DNA Advantage", 1),
                "C9300-24P",
                "C9300-24P",
                "C9300-48P");

        assertThat(needs).hasSize(4);
        assertThat(rule(needs, LICENSE)).isEqualTo(new CountRule("network-advantage", "SWITCH", 3, 3));
        assertThat(rule(needs, "C9300 48P DNA Advantage")).isEqualTo(new CountRule("dna-advantage", "SWITCH", 3, 3));
        assertThat(needs.values()).allMatch(TopologyCountTest::agrees);
    }

    @Test
    void a_stack_that_asks_for_less_than_its_switches_is_seen() {
        var needs = needs("C9300", Map.of(LICENSE, 2), "C9300-24P", "C9300-24P", "C9300-24P");

        assertThat(rule(needs, LICENSE).agrees()).isFalse();
    }

    @Test
    void a_modular_chassis_needs_network_licences_for_its_supervisors_and_dna_for_itself() {
        var needs = needs("C9400", Map.of("C9400 Network Advantage", 2, "C9400 DNA Advantage", 1));

        assertThat(rule(needs, "C9400 Network Advantage"))
                .isEqualTo(new CountRule("network-advantage", "SUPERVISOR", 2, 1));
        assertThat(rule(needs, "C9400 DNA Advantage")).isEqualTo(new CountRule("dna-advantage", "CHASSIS", 1, 1));
        assertThat(needs.values()).allMatch(TopologyCountTest::agrees);
    }

    @Test
    void a_stackwise_virtual_pair_needs_both_for_each_switch() {
        var needs =
                needs("C9500", Map.of("C9500 Network Advantage", 2, "C9500-DNA-40X-A", 2), "C9500-40X", "C9500-40X");

        assertThat(needs.values()).hasSize(2).allMatch(TopologyCountTest::agrees);
    }

    @Test
    void nothing_is_consumed_before_it_is_configured() {
        assertThat(needs("C9300", Map.of(), "C9300-24P", "C9300-24P")).isEmpty();
    }
}
