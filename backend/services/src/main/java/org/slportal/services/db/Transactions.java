package org.slportal.services.db;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs an act in a transaction. A deadlock or a failed cluster certification (1213, 1205) repeats the whole act, a bounded number of
 * times: an act must therefore do nothing outside the database before it returns. Inside another transaction it joins that one.
 */
@Component
public class Transactions {

    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    private static final int ATTEMPTS = 6;
    private static final int MAX_PAUSE_MS = 40;
    /** MariaDB: deadlock found; lock wait timeout. */
    private static final int DEADLOCK = 1213;

    private static final int LOCK_WAIT_TIMEOUT = 1205;
    /** How a deadlock over the lock of an AUTO_INCREMENT is told, where an INSERT … SELECT holds it. */
    private static final int AUTO_INCREMENT_NOT_READ = 1467;

    private static final Set<Integer> TRANSIENT = Set.of(DEADLOCK, LOCK_WAIT_TIMEOUT, AUTO_INCREMENT_NOT_READ);

    private final TransactionTemplate template;
    private final TransactionTemplate readOnly;

    public Transactions(PlatformTransactionManager manager) {
        this.template = new TransactionTemplate(manager);
        this.readOnly = new TransactionTemplate(manager);
        this.readOnly.setReadOnly(true);
    }

    /** @return what the act returned, after its commit is durable */
    public <T extends @Nullable Object> T write(Supplier<T> act) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return act.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return template.execute(status -> act.get());
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isTransient(e)) {
                    throw e;
                }
                log.debug("Transaction repeated after a deadlock, attempt {}", attempt, e);
                pause(attempt);
            }
        }
    }

    public void run(Runnable act) {
        write(() -> {
            act.run();
            return Boolean.TRUE;
        });
    }

    /** Several reads that must see the same moment. */
    public <T extends @Nullable Object> T read(Supplier<T> act) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return act.get();
        }
        return readOnly.execute(status -> act.get());
    }

    /** For acts that must be part of a caller's transaction. */
    public static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("This must run inside a transaction");
        }
    }

    private static boolean isTransient(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && TRANSIENT.contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, MAX_PAUSE_MS * attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted between two attempts of a transaction", e);
        }
    }
}
