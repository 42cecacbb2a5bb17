package org.slportal.domain.device;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Unique Device Identifier: product id and serial number, as {@code show license udi} prints them.
 *
 * <p>Both parts are kept as the device reports them, upper-cased; the pair identifies a chassis in every road a licence can take.
 */
public record Udi(String pid, String serialNumber) {

    private static final Pattern PID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+/._=-]{0,63}");
    private static final Pattern SERIAL_NUMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    /** @throws IllegalArgumentException if a part is empty, too long (64 and 32 characters) or has characters no UDI has */
    public Udi {
        pid = pid.strip();
        serialNumber = serialNumber.strip();
        // Before upper-casing, which turns letters no UDI has into ones it may have: ß into SS.
        if (!PID.matcher(pid).matches()) {
            throw new IllegalArgumentException("Not a UDI product id: 1 to 64 letters, digits or + / . _ = -");
        }
        if (!SERIAL_NUMBER.matcher(serialNumber).matches()) {
            throw new IllegalArgumentException("Not a UDI serial number: 1 to 32 letters, digits or . _ -");
        }
        pid = pid.toUpperCase(Locale.ROOT);
        serialNumber = serialNumber.toUpperCase(Locale.ROOT);
    }

    /** Whether this can be a UDI's product id, spaces around it aside. */
    public static boolean isPid(String text) {
        return PID.matcher(text.strip()).matches();
    }

    /** Whether this can be a UDI's serial number, spaces around it aside. */
    public static boolean isSerialNumber(String text) {
        return SERIAL_NUMBER.matcher(text.strip()).matches();
    }

    /** {@code PID:C9300-24P,SN:FCW2145L0AB}, as the switch prints it. */
    public String asCli() {
        return "PID:" + pid + ",SN:" + serialNumber;
    }

    /** {@code UDI_PID:C9300-24P; UDI_SN:FCW2145L0AB; }, as the portal names a device that hides its host name. */
    public String asDisplayName() {
        return "UDI_PID:" + pid + "; UDI_SN:" + serialNumber + "; ";
    }

    /** {@code UDI Product ID:CSR1000V,UDI Serial Number:9NZ7O74FICQ}, as License Registration names a device. */
    public String asDeviceId() {
        return "UDI Product ID:" + pid + ",UDI Serial Number:" + serialNumber;
    }

    @Override
    public String toString() {
        return asCli();
    }
}
