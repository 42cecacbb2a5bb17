package org.slportal.agent.identity;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Keeps one key ready, since whoever types the command to register waits for it: making an RSA key takes a tenth of a second or a whole one, as
 * chance will have it, and longest in a program that has just started.
 */
public final class ReadyKeys implements Supplier<DeviceKey>, AutoCloseable {

    private final Supplier<DeviceKey> source;
    private final ExecutorService maker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("key-maker").factory());
    private Future<DeviceKey> next;

    public ReadyKeys() {
        this(DeviceKey::generate);
    }

    ReadyKeys(Supplier<DeviceKey> source) {
        this.source = source;
        this.next = maker.submit(source::get);
    }

    /** A key nobody else gets; waits for it if it is asked for sooner than it can be made. */
    @Override
    public DeviceKey get() {
        Future<DeviceKey> mine;
        synchronized (this) {
            mine = next;
            next = maker.submit(source::get);
        }
        try {
            return mine.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a key was being made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("No key could be made", e.getCause());
        }
    }

    @Override
    public void close() {
        maker.shutdownNow();
    }
}
