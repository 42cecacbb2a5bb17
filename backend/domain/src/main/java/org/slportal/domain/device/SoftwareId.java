package org.slportal.domain.device;

import java.util.regex.Pattern;

/** The product's software identity tag, such as {@code regid.2017-05.com.cisco.C9300,v1_727af1d9-6c39-4444-b301-863f81445b72}. */
public record SoftwareId(String value) {

    private static final Pattern SHAPE = Pattern.compile("regid\\.[0-9]{4}-[0-9]{2}\\.[A-Za-z0-9._-]+,[A-Za-z0-9._-]+");

    /** @throws IllegalArgumentException if it is not of the form {@code regid.YYYY-MM.<domain>.<name>,<version>_<uuid>} */
    public SoftwareId {
        if (value.length() > 200 || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a software identity tag");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
