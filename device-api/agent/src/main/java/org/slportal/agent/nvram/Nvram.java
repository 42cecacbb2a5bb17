package org.slportal.agent.nvram;

import java.util.Optional;
import java.util.function.Supplier;

/** Named byte strings that outlive the process. */
public interface Nvram {

    /** The last whole content written under this name. */
    Optional<byte[]> read(String name);

    /** Replaces the content; when this returns it is durable, and a crash at any moment leaves the old or the new content. */
    void write(String name, byte[] content);

    /**
     * Keeps content of the device's RAM, so that a simulation that is ended and started again goes on where it was. It survives the process,
     * not the machine's loss of power. What does not outlive its process need not keep it, nor ask for the content.
     */
    default void remember(String name, Supplier<byte[]> content) {}

    /** Adds to content that is remembered. A line cut off by the end of the process is lost. */
    default void rememberMore(String name, Supplier<byte[]> more) {}
}
