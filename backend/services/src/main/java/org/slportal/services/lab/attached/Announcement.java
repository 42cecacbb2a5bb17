package org.slportal.services.lab.attached;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.slportal.domain.device.Udi;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;

/**
 * The switches of one announcement, checked.
 *
 * @param switches in the order in which their rows are locked, the same for every announcement
 */
record Announcement(List<AnnouncedSwitch> switches) {

    static final int MAX_SWITCHES = 200;

    private static final int MAX_VERSION = 32;
    private static final int MAX_USER = 32;
    private static final int MAX_SECRET = 120;
    private static final int MAX_HOST = 253;
    private static final int MAX_PORT = 65_535;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,62}");
    /** A name, an IPv4 address, or an IPv6 address without brackets and zone. */
    private static final Pattern HOST = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
                    + "|(?=.*:.*:)[0-9A-Fa-f:]{2,39}(\\.[0-9]{1,3}){0,3}");
    /** 32 bytes are 43 characters of base64 without padding. */
    private static final Pattern HOST_KEY = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    static Announcement of(List<AnnouncedSwitch> announced) {
        if (announced.isEmpty()) {
            throw PortalException.rejected("switches", ErrorReason.REQUIRED);
        }
        if (announced.size() > MAX_SWITCHES) {
            throw PortalException.rejected("switches", ErrorReason.ATTACHED_TOO_MANY, MAX_SWITCHES);
        }
        List<AnnouncedSwitch> switches = announced.stream()
                .map(Announcement::checked)
                .sorted(Comparator.comparing(AnnouncedSwitch::pid).thenComparing(AnnouncedSwitch::serialNumber))
                .toList();
        for (int i = 1; i < switches.size(); i++) {
            AnnouncedSwitch one = switches.get(i);
            AnnouncedSwitch before = switches.get(i - 1);
            if (one.pid().equals(before.pid()) && one.serialNumber().equals(before.serialNumber())) {
                throw PortalException.rejected("serialNumber", ErrorReason.ATTACHED_TWICE, one.serialNumber());
            }
        }
        return new Announcement(switches);
    }

    private static AnnouncedSwitch checked(AnnouncedSwitch one) {
        if (!NAME.matcher(one.name()).matches()) {
            throw PortalException.rejected("name", ErrorReason.ATTACHED_NAME_SHAPE);
        }
        if (!Udi.isPid(one.pid())) {
            throw PortalException.rejected("pid", ErrorReason.DEVICE_PID_SHAPE);
        }
        if (!Udi.isSerialNumber(one.serialNumber())) {
            throw PortalException.rejected("serialNumber", ErrorReason.DEVICE_SERIAL_SHAPE);
        }
        Udi udi = new Udi(one.pid(), one.serialNumber());
        if (one.host().length() > MAX_HOST || !HOST.matcher(one.host()).matches()) {
            throw PortalException.rejected("host", ErrorReason.ATTACHED_HOST_SHAPE);
        }
        if (one.port() < 1 || one.port() > MAX_PORT) {
            throw PortalException.rejected("port", ErrorReason.ATTACHED_PORT_RANGE, MAX_PORT);
        }
        if (!HOST_KEY.matcher(one.hostKey()).matches()) {
            throw PortalException.rejected("hostKey", ErrorReason.ATTACHED_HOST_KEY_SHAPE);
        }
        return new AnnouncedSwitch(
                one.name(),
                udi.pid(),
                udi.serialNumber(),
                Checks.required("version", one.version(), MAX_VERSION),
                one.host(),
                one.port(),
                one.hostKey(),
                Checks.required("user", one.user(), MAX_USER),
                Checks.required("secret", one.secret(), MAX_SECRET));
    }
}
