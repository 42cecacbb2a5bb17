package org.slportal.services.sweep;

import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.domain.id.SmartAccountId;
import org.springframework.stereotype.Component;

/** Runs every sweep over every account. Several nodes may call it as often as they like: one of them works. */
@Component
public class Sweeps {

    private static final int ACCOUNTS = 200;
    private static final Logger log = LoggerFactory.getLogger(Sweeps.class);

    private final DSLContext sql;
    private final InstantSource clock;
    private final ServerPresence presence;
    private final SweepLease lease;
    private final List<AccountSweep> sweeps;
    private final ReentrantLock running = new ReentrantLock();

    Sweeps(DSLContext sql, InstantSource clock, ServerPresence presence, SweepLease lease, List<AccountSweep> sweeps) {
        this.sql = sql;
        this.clock = clock;
        this.presence = presence;
        this.lease = lease;
        this.sweeps = List.copyOf(sweeps);
    }

    /** @return how many things were done; 0 also when another thread or node is at it */
    public int run() {
        if (!running.tryLock()) {
            return 0;
        }
        try {
            return lease.take() ? runAll() : 0;
        } finally {
            running.unlock();
        }
    }

    private int runAll() {
        SweepTime time = new SweepTime(clock.instant(), presence.returned());
        int done = 0;
        try {
            List<SmartAccountId> accounts = accountsAfter(new SmartAccountId(0));
            while (!accounts.isEmpty()) {
                for (SmartAccountId account : accounts) {
                    done += sweep(account, time);
                }
                if (!lease.take()) {
                    return done;
                }
                accounts = accountsAfter(accounts.getLast());
            }
        } finally {
            lease.release();
        }
        return done;
    }

    /** What fails in one account must not stop the others: their devices' licences would stay with the dead. */
    private int sweep(SmartAccountId account, SweepTime time) {
        int done = 0;
        for (AccountSweep sweep : sweeps) {
            try {
                done += sweep.sweep(account, time);
            } catch (RuntimeException e) {
                log.error(
                        "{} of account {} failed; the next run tries again",
                        sweep.getClass().getSimpleName(),
                        account,
                        e);
            }
        }
        return done;
    }

    private List<SmartAccountId> accountsAfter(SmartAccountId last) {
        return sql.select(SMART_ACCOUNT.SMART_ACCOUNT_ID)
                .from(SMART_ACCOUNT)
                .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.gt(last))
                .orderBy(SMART_ACCOUNT.SMART_ACCOUNT_ID)
                .limit(ACCOUNTS)
                .fetch(SMART_ACCOUNT.SMART_ACCOUNT_ID);
    }
}
