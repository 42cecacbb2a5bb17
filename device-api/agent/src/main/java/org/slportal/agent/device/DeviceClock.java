package org.slportal.agent.device;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.nvram.NvramException;

/**
 * The switch's own clock: the time of the simulation, plus what someone set it wrong by. A battery keeps that over a restart.
 */
public final class DeviceClock implements InstantSource {

    private static final String NAME = "clock";

    private final InstantSource source;
    private final Nvram nvram;
    private volatile Duration offset;

    DeviceClock(InstantSource source, Nvram nvram) {
        this.source = source;
        this.nvram = nvram;
        this.offset = nvram.read(NAME).map(DeviceClock::parse).orElse(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return source.instant().plus(offset);
    }

    /** How far ahead of the true time it is. */
    public Duration offset() {
        return offset;
    }

    void set(Instant to) {
        keep(Duration.between(source.instant(), to));
    }

    /** As a time server does. */
    void correct() {
        keep(Duration.ZERO);
    }

    private synchronized void keep(Duration fresh) {
        nvram.write(NAME, String.valueOf(fresh.toMillis()).getBytes(StandardCharsets.US_ASCII));
        offset = Duration.ofMillis(fresh.toMillis());
    }

    private static Duration parse(byte[] bytes) {
        try {
            return Duration.ofMillis(Long.parseLong(new String(bytes, StandardCharsets.US_ASCII)));
        } catch (NumberFormatException e) {
            throw new NvramException("The clock in NVRAM cannot be read; remove it to have the right time", e);
        }
    }
}
