package org.slportal.domain.conversion;

/**
 * Why the traditional licences of one device are not converted on its own report. The names are codes for programs; the texts are what
 * the device prints, {0} standing for the argument.
 */
public enum DlcRefusal {
    /** {software tag} */
    UNKNOWN_SOFTWARE_TAG("The software tag {0} is not known"),
    /** {product id} */
    PID_MISMATCH("The product id {0} does not belong to the software tag"),
    /** {product id} */
    PLATFORM_NOT_SUPPORTED("Device led conversion is not supported on {0}"),
    /** {UDI}: of another Smart Account, or where the one who reports it has no rights. */
    BELONGS_ELSEWHERE("The device {0} belongs to another account"),
    /** {UDI}: by this or by another road. */
    ALREADY_CONVERTED("The licenses of {0} have already been converted"),
    /** {Virtual Account} */
    DISABLED("Device led conversion is disabled for the Virtual Account \"{0}\""),
    /** {UDI} */
    NOTHING_TO_CONVERT("The device {0} has no licenses to convert"),
    /** {what the device calls the licence} */
    NOTHING_EQUIVALENT("No smart license is equivalent to \"{0}\""),
    /** {licence (count > most)} */
    COUNT_TOO_HIGH("The count of {0} exceeds what the device can hold"),
    /** {SKU}: a demo, a term that ended, or a part of what is only converted as a whole. */
    NOT_ELIGIBLE("The license \"{0}\" is not eligible for conversion");

    private final String text;

    DlcRefusal(String text) {
        this.text = text;
    }

    /** The failure reason, as the device prints it. */
    public String reason(String argument) {
        return text.replace("{0}", argument);
    }
}
