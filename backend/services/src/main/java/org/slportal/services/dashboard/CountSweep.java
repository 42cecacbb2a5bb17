package org.slportal.services.dashboard;

import java.time.Duration;
import java.time.Instant;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.db.Transactions;
import org.slportal.services.sweep.AccountSweep;
import org.slportal.services.sweep.SweepTime;
import org.springframework.stereotype.Component;

/** Counts a large account's devices and traditional licences anew, every five minutes of portal time. */
@Component
public class CountSweep implements AccountSweep {

    static final Duration EVERY = Duration.ofMinutes(5);

    private final AccountCounts counts;
    private final Transactions transactions;

    CountSweep(AccountCounts counts, Transactions transactions) {
        this.counts = counts;
        this.transactions = transactions;
    }

    /** @return 0: counting changes nothing for anybody */
    @Override
    public int sweep(SmartAccountId account, SweepTime time) {
        if (!counts.isLarge(account)) {
            return 0;
        }
        Instant last = counts.countedAt(account);
        if (last == null || !time.now().isBefore(last.plus(EVERY))) {
            transactions.run(() -> counts.store(account, time.now()));
        }
        return 0;
    }
}
