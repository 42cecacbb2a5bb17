package org.slportal.agent.platform;

/** How a model was licensed before smart licensing, as far as it can convert that by itself. */
public enum LegacyMethod {
    /** No device-led conversion on this model. */
    NONE,
    /** Right-to-use levels and access point counts of each stack member. */
    RTU,
    /** Licences a PAK gave. */
    PAK;

    /** Whether the model can convert its licences by itself. */
    public boolean isConvertible() {
        return this != NONE;
    }
}
