package org.slportal.services.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.callhome.AuthorizationGrant;
import org.slportal.services.callhome.Reply;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ExportControlTest extends DeviceFixture {

    private static final AlertCode ALERT = AlertCode.RESTRICTED_LICENSE_NOT_AVAILABLE;

    @Autowired
    ProductInstanceService instances;

    @Autowired
    DeviceRemovalService removals;

    @Autowired
    LedgerCheck ledger;

    private TestDevice withoutExport(TestAccounts.Account account) {
        TestDevice device = TestDevice.unseen();
        assertThat(devices.register(device, devices.tokenWithoutExport(account, account.pool()), false))
                .isInstanceOf(Reply.Answered.class);
        return device;
    }

    private static AuthorizationStatus statusOf(AuthorizationGrant grant, String license) {
        return grant.lines().stream()
                .filter(line -> line.name().equals(license))
                .findFirst()
                .orElseThrow()
                .status();
    }

    @Test
    void a_restricted_licence_is_refused_to_a_device_whose_token_did_not_allow_it_and_the_others_are_not() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        accounts.own(account, account.pool(), RESTRICTED, 1);
        var device = withoutExport(account);

        var grant = devices.authorize(device, Map.of(LICENSE, 1, RESTRICTED, 1)).granted();

        assertThat(statusOf(grant, LICENSE)).isEqualTo(AuthorizationStatus.AUTHORIZED);
        assertThat(statusOf(grant, RESTRICTED)).isEqualTo(AuthorizationStatus.NOT_AUTHORIZED);
        assertThat(grant.status()).isEqualTo(AuthorizationStatus.NOT_AUTHORIZED);
        assertThat(Duration.between(grant.authorizedAt(), grant.nextRequestAt()))
                .isEqualTo(Duration.ofDays(30));
        assertThat(inUse(account.pool(), RESTRICTED)).isZero();
        assertThat(inUse(account.pool(), LICENSE)).isEqualTo(1);
        assertThat(open(account.pool(), ALERT)).isEqualTo(1);
        assertThat(events(account.pool())).contains("DEVICE_RESTRICTED_LICENSE_REFUSED");
        var detail = instances.detail(account.administrator(), id(device));
        assertThat(detail.refused()).singleElement().satisfies(item -> {
            assertThat(item.license()).isEqualTo(RESTRICTED);
            assertThat(item.quantity()).isEqualTo(1);
        });
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void asking_again_tells_nothing_twice() {
        var account = accounts.account();
        var device = withoutExport(account);

        devices.authorize(device, Map.of(RESTRICTED, 1));
        devices.authorize(device, Map.of(RESTRICTED, 1));

        assertThat(open(account.pool(), ALERT)).isEqualTo(1);
        assertThat(events(account.pool()))
                .filteredOn("DEVICE_RESTRICTED_LICENSE_REFUSED"::equals)
                .hasSize(1);
    }

    @Test
    void the_alert_ends_when_the_device_no_longer_asks() {
        var account = accounts.account();
        var device = withoutExport(account);
        devices.authorize(device, Map.of(RESTRICTED, 1));

        devices.authorize(device, Map.of(LICENSE, 1));

        assertThat(open(account.pool(), ALERT)).isZero();
        assertThat(instances.detail(account.administrator(), id(device)).refused())
                .isEmpty();
    }

    @Test
    void the_alert_ends_when_it_registers_with_a_token_that_allows_it_and_then_it_gets_the_licence() {
        var account = accounts.account();
        accounts.own(account, account.pool(), RESTRICTED, 1);
        var device = withoutExport(account);
        devices.authorize(device, Map.of(RESTRICTED, 1));

        devices.register(device, devices.token(account, account.pool(), null), true);

        assertThat(open(account.pool(), ALERT)).isZero();
        var grant = devices.authorize(device, Map.of(RESTRICTED, 1)).granted();
        assertThat(grant.status()).isEqualTo(AuthorizationStatus.AUTHORIZED);
        assertThat(inUse(account.pool(), RESTRICTED)).isEqualTo(1);
    }

    @Test
    void the_alert_ends_when_the_device_goes() {
        var account = accounts.account();
        var device = withoutExport(account);
        devices.authorize(device, Map.of(RESTRICTED, 1));

        removals.remove(account.administrator(), id(device));

        assertThat(open(account.pool(), ALERT)).isZero();
    }

    @Test
    void each_device_and_licence_has_an_alert_of_its_own() {
        var account = accounts.account();
        var first = withoutExport(account);
        var second = withoutExport(account);

        devices.authorize(first, Map.of(RESTRICTED, 1, "ISR_4331_Hsec", 1));
        devices.authorize(second, Map.of(RESTRICTED, 1));

        assertThat(open(account.pool(), ALERT)).isEqualTo(3);
    }
}
