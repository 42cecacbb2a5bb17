package org.slportal.agent.engine;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.nvram.NvramException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@link LicensingState} as one JSON file of the NVRAM. */
final class LicensingMemory {

    private static final String NAME = "licensing";
    private static final String KEYS = "private-config";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Nvram nvram;

    LicensingMemory(Nvram nvram) {
        this.nvram = nvram;
    }

    /** The last saved state, or the factory's. */
    LicensingState load() {
        return nvram.read(NAME).map(LicensingMemory::parse).orElse(LicensingState.FACTORY);
    }

    void save(LicensingState state) {
        nvram.write(NAME, JSON.writeValueAsString(state).getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps the key pair as {@code write memory} does; none is an empty file. */
    void saveKeys(@Nullable Identity identity) {
        nvram.write(KEYS, (identity == null ? "" : identity.keyPem()).getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether a reload would lose this identity, because its key pair was never saved. */
    boolean isUnsaved(@Nullable Identity identity) {
        return identity != null
                && !identity.keyPem()
                        .equals(nvram.read(KEYS)
                                .map(saved -> new String(saved, StandardCharsets.US_ASCII))
                                .orElse(""));
    }

    /**
     * What power off and on leaves. The licensing software keeps its own records, but they are worth nothing without the key pair, which is
     * part of the configuration and lost with it. The count of the evaluation stays.
     */
    void loseUnsaved() {
        LicensingState before = load();
        Identity identity = before.identity();
        save(identity == null || isUnsaved(identity) ? before.unidentified() : before);
    }

    private static LicensingState parse(byte[] json) {
        try {
            return JSON.readValue(json, LicensingState.class);
        } catch (JacksonException e) {
            throw new NvramException(
                    "The licensing state in NVRAM cannot be read; remove it to start as from the factory", e);
        }
    }
}
