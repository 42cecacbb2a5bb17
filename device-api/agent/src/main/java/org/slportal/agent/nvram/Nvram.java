package org.slportal.agent.nvram;

import java.util.Optional;

/** Named byte strings that outlive the process. */
public interface Nvram {

    /** The last whole content written under this name. */
    Optional<byte[]> read(String name);

    /** Replaces the content; when this returns it is durable, and a crash at any moment leaves the old or the new content. */
    void write(String name, byte[] content);
}
