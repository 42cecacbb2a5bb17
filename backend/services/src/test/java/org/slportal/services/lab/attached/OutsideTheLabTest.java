package org.slportal.services.lab.attached;

import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@DatabaseTest
@TestPropertySource(properties = "portal.lab=false")
class OutsideTheLabTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    AttachedSwitchService switches;

    @Test
    void there_are_no_attached_switches() {
        var account = accounts.account();
        var id = new AttachedSwitchId(1);

        assertUnknown(() -> switches.announce(account.administrator(), account.id(), List.of()));
        assertUnknown(() ->
                switches.list(account.administrator(), account.id(), PageQuery.first(50, AttachedSwitchSort.NAME)));
        assertUnknown(() -> switches.count(account.administrator(), account.id()));
        assertUnknown(() -> switches.require(account.administrator(), account.id(), id));
        assertUnknown(() -> switches.console(account.administrator(), id, new HeardText()));
    }
}
