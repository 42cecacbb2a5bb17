package org.slportal.services.testing;

import java.security.KeyPair;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;

/** A switch for tests: its UDI, its key, and the identity it was given. */
public final class TestDevice {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Udi udi;
    private KeyPair key = DeviceKeys.next();
    private @Nullable String piid;
    private @Nullable String serial;

    private TestDevice(Udi udi) {
        this.udi = udi;
    }

    /** A switch nobody has seen before. */
    public static TestDevice unseen() {
        return new TestDevice(new Udi("C9300-24P", "TST%08d".formatted(NUMBER.incrementAndGet())));
    }

    /** The same chassis with a key of its own, as after a factory reset. */
    public TestDevice reset() {
        TestDevice device = new TestDevice(udi);
        while (device.key.equals(key)) {
            device.key = DeviceKeys.next();
        }
        return device;
    }

    public Udi udi() {
        return udi;
    }

    public KeyPair key() {
        return key;
    }

    public void use(KeyPair fresh) {
        key = fresh;
    }

    public @Nullable String piid() {
        return piid;
    }

    public @Nullable String serial() {
        return serial;
    }

    public void identity(@Nullable String newPiid, @Nullable String newSerial) {
        piid = newPiid;
        serial = newSerial;
    }
}
