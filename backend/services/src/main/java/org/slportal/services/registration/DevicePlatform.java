package org.slportal.services.registration;

import java.util.regex.Pattern;
import org.slportal.domain.id.PlatformId;

/** A platform of the catalogue. @param rightToUse whether its traditional licences are rights to use */
record DevicePlatform(PlatformId id, String name, String family, Pattern pidPattern, boolean rightToUse) {

    boolean fits(String pid) {
        return pidPattern.matcher(pid).matches();
    }

    /** By the family's name, as people know it, or by the platform's own. */
    boolean isCalled(String text) {
        return family.equalsIgnoreCase(text) || name.equalsIgnoreCase(text);
    }
}
