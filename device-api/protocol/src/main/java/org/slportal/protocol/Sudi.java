package org.slportal.protocol;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;

/**
 * How a device names itself. Product id and serial number are required; the rest is there on products that have it.
 *
 * @param udiPid product id, such as C9300-24P
 * @param udiSerialNumber serial number, such as FCW2145L0AB
 */
public record Sudi(
        @Nullable String suvi,
        @Nullable String uuid,
        @Nullable String hostIdentifier,
        @Nullable String macAddress,
        String udiPid,
        String udiSerialNumber,
        @Nullable String udiVid) {

    private static final int MAX_OTHER = 128;

    public Sudi {
        suvi = Fields.optionalText("suvi", suvi, MAX_OTHER);
        uuid = Fields.optionalText("uuid", uuid, MAX_OTHER);
        hostIdentifier = Fields.optionalText("host_identifier", hostIdentifier, MAX_OTHER);
        macAddress = Fields.optionalText("mac_address", macAddress, MAX_OTHER);
        udiVid = Fields.optionalText("udi_vid", udiVid, MAX_OTHER);
        Fields.domainValue("udi_pid", Fields.required("udi_pid", udiPid), pid -> new Udi(pid, "X"));
        Fields.domainValue(
                "udi_serial_number", Fields.required("udi_serial_number", udiSerialNumber), sn -> new Udi("X", sn));
    }

    /** Of a device that has nothing but its UDI. */
    public static Sudi of(Udi udi) {
        return new Sudi(null, null, null, null, udi.pid(), udi.serialNumber(), null);
    }

    /** The pair that identifies the chassis. */
    public Udi udi() {
        return new Udi(udiPid, udiSerialNumber);
    }
}
