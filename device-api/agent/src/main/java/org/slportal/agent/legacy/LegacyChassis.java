package org.slportal.agent.legacy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.platform.LegacyMethod;
import org.slportal.agent.platform.Platform;

/**
 * The legacy licences of one chassis.
 *
 * @param levelInUse the right-to-use level it runs at; null if it has none, and on routers
 * @param levelOnReboot the level accepted last; in use after the next start
 * @param accessPoints how many access point licences were added
 * @param licenses of a router
 */
public record LegacyChassis(
        @Nullable String levelInUse, @Nullable String levelOnReboot, int accessPoints, List<LegacyLicense> licenses) {

    /** The access point licences, as the switch calls them. */
    public static final String ACCESS_POINTS = "apcount";

    /** The right-to-use levels, lowest first. */
    public static final List<String> LEVELS = List.of("lanbase", "ipbase", "ipservices");

    public LegacyChassis {
        licenses = List.copyOf(licenses);
    }

    static LegacyChassis level(@Nullable String level, int accessPoints) {
        return new LegacyChassis(level, level, accessPoints, List.of());
    }

    /** What a chassis comes with when nothing is said: the level its product id ends with. */
    public static LegacyChassis factory(Platform platform) {
        if (platform.legacy() != LegacyMethod.RTU) {
            return level(null, 0);
        }
        String pid = platform.pid();
        return level(
                pid.endsWith("-L")
                        ? "lanbase"
                        : pid.endsWith("-S") ? "ipbase" : pid.endsWith("-E") ? "ipservices" : null,
                0);
    }

    LegacyChassis activated(String level) {
        return new LegacyChassis(levelInUse, level, accessPoints, licenses);
    }

    LegacyChassis started() {
        return new LegacyChassis(levelOnReboot, levelOnReboot, accessPoints, licenses);
    }

    /** Everything the chassis holds; of the levels the one accepted last, started with or not. */
    public List<LegacyLicense> held() {
        List<LegacyLicense> held = new ArrayList<>();
        if (levelOnReboot != null) {
            held.add(new LegacyLicense(levelOnReboot, 1));
        }
        if (accessPoints > 0) {
            held.add(new LegacyLicense(ACCESS_POINTS, accessPoints));
        }
        held.addAll(licenses);
        return held;
    }
}
