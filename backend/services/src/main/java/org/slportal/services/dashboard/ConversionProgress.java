package org.slportal.services.dashboard;

/**
 * Traditional licences that became smart ones, and those that could still.
 *
 * @param pakRemaining on PAKs, neither converted nor installed
 * @param deviceRemaining on devices
 * @param devicesToConvert devices that hold some of these
 */
public record ConversionProgress(
        long pakConverted, long pakRemaining, long deviceConverted, long deviceRemaining, long devicesToConvert) {

    public static final ConversionProgress NONE = new ConversionProgress(0, 0, 0, 0, 0);

    public long converted() {
        return pakConverted + deviceConverted;
    }

    public long remaining() {
        return pakRemaining + deviceRemaining;
    }
}
