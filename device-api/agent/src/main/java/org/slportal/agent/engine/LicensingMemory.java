package org.slportal.agent.engine;

import java.nio.charset.StandardCharsets;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.nvram.NvramException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@link LicensingState} as one JSON file of the NVRAM. */
final class LicensingMemory {

    private static final String NAME = "licensing";
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

    private static LicensingState parse(byte[] json) {
        try {
            return JSON.readValue(json, LicensingState.class);
        } catch (JacksonException e) {
            throw new NvramException(
                    "The licensing state in NVRAM cannot be read; remove it to start as from the factory", e);
        }
    }
}
