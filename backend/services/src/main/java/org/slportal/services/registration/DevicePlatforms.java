package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.PLATFORM;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.slportal.domain.device.Udi;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;

/** The catalogue's platforms as they are at one moment: which product is of which family. */
final class DevicePlatforms {

    static final String FAMILY = "family";
    static final String PRODUCT_ID = "productId";
    static final String SERIAL_NUMBER = "serialNumber";

    private final List<DevicePlatform> all;

    private DevicePlatforms(List<DevicePlatform> all) {
        this.all = all;
    }

    static DevicePlatforms read(DSLContext sql) {
        return new DevicePlatforms(sql.select(
                        PLATFORM.PLATFORM_ID,
                        PLATFORM.NAME,
                        PLATFORM.FAMILY,
                        PLATFORM.PID_PATTERN,
                        PLATFORM.LEGACY_METHOD)
                .from(PLATFORM)
                .where(PLATFORM.LEGACY_METHOD.ne("NONE"))
                .orderBy(PLATFORM.NAME)
                .fetch(row -> new DevicePlatform(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        // UDIs are kept in capitals.
                        Pattern.compile(row.value4(), Pattern.CASE_INSENSITIVE),
                        row.value5().equals("RTU"))));
    }

    /** Families as people choose them; one family can have several platforms. */
    List<String> families() {
        return all.stream().map(DevicePlatform::family).distinct().sorted().toList();
    }

    /** @throws PortalException REJECTED, naming the field at fault, for what cannot be a UDI */
    static Udi udi(String productId, String serialNumber) {
        if (!Udi.isPid(productId)) {
            throw PortalException.rejected(PRODUCT_ID, ErrorReason.DEVICE_PID_SHAPE);
        }
        if (!Udi.isSerialNumber(serialNumber)) {
            throw PortalException.rejected(SERIAL_NUMBER, ErrorReason.DEVICE_SERIAL_SHAPE);
        }
        return new Udi(productId, serialNumber);
    }

    /** @throws PortalException REJECTED if there is no such family, or the product is not of it: then says whose it is */
    DevicePlatform require(String family, Udi udi) {
        List<DevicePlatform> called = all.stream()
                .filter(platform -> platform.isCalled(family.strip()))
                .toList();
        if (called.isEmpty()) {
            throw family.isBlank()
                    ? PortalException.rejected(FAMILY, ErrorReason.REQUIRED)
                    : PortalException.rejected(FAMILY, ErrorReason.DEVICE_FAMILY_UNKNOWN, family.strip());
        }
        String name = called.getFirst().family();
        return called.stream()
                .filter(platform -> platform.fits(udi.pid()))
                .findFirst()
                .orElseThrow(() -> misfit(name, udi.pid()));
    }

    private PortalException misfit(String family, String pid) {
        String fitting = all.stream()
                .filter(platform -> platform.fits(pid))
                .map(DevicePlatform::family)
                .distinct()
                .collect(Collectors.joining(", "));
        return fitting.isEmpty()
                ? PortalException.rejected(PRODUCT_ID, ErrorReason.DEVICE_PID_UNKNOWN, pid, family)
                : PortalException.rejected(PRODUCT_ID, ErrorReason.DEVICE_PID_OF_OTHER_FAMILY, pid, family, fitting);
    }
}
