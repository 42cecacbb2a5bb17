package org.slportal.services.dlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.DLC_DEVICE;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.services.testing.TestReports.rtu;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.slportal.services.access.Actor;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestReports;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class DlcRaceTest {

    @Autowired
    DSLContext sql;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestReports reports;

    @Autowired
    DlcReceiver receiver;

    @Autowired
    DlcProcessor processor;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    @Test
    void a_stack_reported_by_all_its_members_at_once_deposits_each_member_once() throws Exception {
        TestAccounts.Account account = accounts.account();
        DlcSource source = DlcSource.device(account.id(), account.pool(), Actor.device("stack", null));
        List<DlcReport> stack = List.of(
                reports.stackMember(rtu("ipservices", 1), rtu("apcount", 5)),
                reports.stackMember(rtu("ipservices", 1)),
                reports.stackMember(rtu("ipservices", 1)),
                reports.stackMember(rtu("ipservices", 1)));

        List<DlcReceipt> receipts = Threads.race(8, i -> () -> {
            List<DlcReport> turned = new ArrayList<>(stack);
            Collections.rotate(turned, i);
            return receiver.write(() -> receiver.receive(source, turned));
        });

        assertThat(receipts).allMatch(receipt -> receipt.devices().size() == 4);
        assertThat(sql.fetchCount(DLC_DEVICE, DLC_DEVICE.SMART_ACCOUNT_ID.eq(account.id())))
                .isEqualTo(4);
        clock.advance(Duration.ofMinutes(1));
        Threads.race(8, i -> () -> processor.processDue(10));
        Threads.race(2, i -> () -> processor.processDue(10));
        assertThat(sql.fetchCount(
                        DLC_DEVICE,
                        DLC_DEVICE
                                .SMART_ACCOUNT_ID
                                .eq(account.id())
                                .and(DLC_DEVICE.STATE.eq(DlcState.CONVERTED.name()))))
                .isEqualTo(4);
        assertThat(sql.select(DSL.sum(LICENSE_POOL.OWNED))
                        .from(LICENSE_POOL)
                        .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(account.pool()))
                        .fetchSingle()
                        .value1()
                        .intValueExact())
                .isEqualTo(4 + 5);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }
}
