package org.slportal.domain.license;

import java.util.regex.Pattern;

/**
 * The name of a licence on the wire, such as {@code
 * regid.2017-03.com.cisco.advantagek9,1.0_bd1da96e-ec1d-412b-a50e-53846b347d53}.
 */
public record EntitlementTag(String value) {

    private static final Pattern SHAPE = Pattern.compile("regid\\.[0-9]{4}-[0-9]{2}\\.[A-Za-z0-9._-]+,[A-Za-z0-9._-]+");

    /** @throws IllegalArgumentException if it is not of the form {@code regid.YYYY-MM.<domain>.<name>,<version>_<uuid>} */
    public EntitlementTag {
        if (value.length() > 200 || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an entitlement tag");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
