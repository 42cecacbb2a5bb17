package org.slportal.agent.device;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.nvram.NvramException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the operating system holds in RAM: since when it runs, which unit is active, when it is to reload. */
final class SystemMemory {

    private static final String NAME = "ram-system";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Nvram nvram;
    private @Nullable Content content;

    SystemMemory(Nvram nvram) {
        this.nvram = nvram;
        this.content = nvram.read(NAME).map(SystemMemory::parse).orElse(null);
    }

    record Content(
            Instant startedAt, int activeUnit, @Nullable Instant reloadDue) {}

    /** @param otherwise since when it runs if nothing says so */
    synchronized Content content(Instant otherwise) {
        Content known = content;
        return known == null ? new Content(otherwise, 0, null) : known;
    }

    synchronized void started(Instant now) {
        keep(new Content(now, 0, null));
    }

    synchronized void switchedOver(int activeUnit) {
        Content known = content(Instant.EPOCH);
        keep(new Content(known.startedAt(), activeUnit, known.reloadDue()));
    }

    synchronized void reloadDue(@Nullable Instant when) {
        Content known = content(Instant.EPOCH);
        keep(new Content(known.startedAt(), known.activeUnit(), when));
    }

    private void keep(Content next) {
        if (!next.equals(content)) {
            content = next;
            nvram.remember(NAME, () -> JSON.writeValueAsString(next).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Content parse(byte[] json) {
        try {
            return JSON.readValue(json, Content.class);
        } catch (JacksonException e) {
            throw new NvramException("The image of the RAM cannot be read; remove " + NAME + " to go on without it", e);
        }
    }
}
