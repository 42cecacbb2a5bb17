package org.slportal.agent.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.identity.DeviceKey;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.nvram.NvramException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the licensing software holds in RAM only: the registration being tried, with its token, and the message that got no answer yet. A
 * reload loses it; a restart of the simulation does not.
 */
final class WorkingMemory {

    private static final String NAME = "ram-licensing";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Nvram nvram;
    private Content content;

    WorkingMemory(Nvram nvram) {
        this.nvram = nvram;
        this.content = nvram.read(NAME).map(WorkingMemory::parse).orElse(Content.NONE);
    }

    /** A registration that was ordered and has not succeeded. */
    record Registering(String token, boolean force, String keyPem, Instant nextAttempt) {}

    /** The last message without a usable answer; holds a token at most until the answer. */
    record Unanswered(String type, String body, String nonce, Instant sentAt, String text) {

        @Override
        public String toString() {
            return "Unanswered[" + type + "]";
        }
    }

    private record Content(
            @Nullable Registering registering, @Nullable Unanswered unanswered) {

        static final Content NONE = new Content(null, null);
    }

    synchronized @Nullable PendingRegistration pending() {
        Registering kept = content.registering();
        return kept == null
                ? null
                : new PendingRegistration(
                        kept.token(), kept.force(), DeviceKey.fromPem(kept.keyPem()), kept.nextAttempt());
    }

    synchronized void pending(@Nullable PendingRegistration pending) {
        Registering kept = pending == null
                ? null
                : new Registering(
                        pending.token(), pending.force(), pending.key().toPem(), pending.nextAttempt());
        keep(new Content(kept, content.unanswered()));
    }

    synchronized @Nullable Unanswered unanswered() {
        return content.unanswered();
    }

    synchronized void unanswered(@Nullable Unanswered message) {
        keep(new Content(content.registering(), message));
    }

    /** Power off and on. */
    synchronized void clear() {
        keep(Content.NONE);
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
