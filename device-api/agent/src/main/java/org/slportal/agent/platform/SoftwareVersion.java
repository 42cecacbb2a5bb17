package org.slportal.agent.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The releases a switch can run, as far as they differ in licensing. */
public enum SoftwareVersion {
    /** The first with smart licensing as the only method of switches. */
    V16_9_1("16.9.1", "Fuji", false),
    V16_9_5("16.9.5", "Fuji", false),
    /** The first with smart licensing as the only method of routers. */
    V16_10_1("16.10.1", "Gibraltar", false),
    V16_11_1("16.11.1", "Gibraltar", false),
    /** CSCvp30661 and CSCvt01955: should ask for generic network licences and still asks for those of the model. */
    V16_12_1("16.12.1", "Gibraltar", false),
    V16_12_2("16.12.2", "Gibraltar", false),
    V16_12_3A("16.12.3a", "Gibraltar", true);

    private final String number;
    private final String train;
    private final boolean genericNetworkLicenses;

    SoftwareVersion(String number, String train, boolean genericNetworkLicenses) {
        this.number = number;
        this.train = train;
        this.genericNetworkLicenses = genericNetworkLicenses;
    }

    /** By its number, such as 16.12.3a. */
    public static Optional<SoftwareVersion> find(String number) {
        return Arrays.stream(values())
                .filter(version -> version.number.equals(number.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** All numbers from this one on, for a message. */
    public String numbersFromHere() {
        return Arrays.stream(values())
                .filter(version -> version.compareTo(this) >= 0)
                .map(SoftwareVersion::number)
                .collect(Collectors.joining(", "));
    }

    /** {@code 16.9.1}. */
    public String number() {
        return number;
    }

    /** {@code 16.09.01}. */
    public String paddedNumber() {
        return number.replaceAll("(?<=\\.)(\\d)(?!\\d)", "0$1");
    }

    /** {@code 16.9}: what the configuration's first line says. */
    public String release() {
        return number.substring(0, number.lastIndexOf('.'));
    }

    /** The name of the train, as {@code show version} prints it. */
    public String train() {
        return train;
    }

    /** Whether C9500 High Performance models ask for the licences of all C9500, and only their DNA licences stay their own. */
    public boolean hasGenericNetworkLicenses() {
        return genericNetworkLicenses;
    }
}
