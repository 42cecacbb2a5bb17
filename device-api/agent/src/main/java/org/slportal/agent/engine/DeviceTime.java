package org.slportal.agent.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the switch prints them. Its time zone is UTC. */
public final class DeviceTime {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "MMM dd HH:mm:ss uuuu 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern(
                    "HH:mm:ss.SSS 'UTC' EEE MMM d uuuu", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LOG =
            DateTimeFormatter.ofPattern("MMM dd HH:mm:ss.SSS", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter EVENT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private DeviceTime() {}

    /** {@code Mar 13 08:09:28 2024 UTC}. */
    public static String stamp(Instant instant) {
        return STAMP.format(instant);
    }

    /** {@code 08:09:28.123 UTC Wed Mar 13 2024}. */
    public static String clock(Instant instant) {
        return CLOCK.format(instant);
    }

    /** The same, of a time already moved into another zone. */
    public static String clock(Instant moved, String zone) {
        return CLOCK.format(moved).replace("UTC", zone);
    }

    /** {@code Mar 13 08:09:28.123}. */
    public static String log(Instant instant) {
        return LOG.format(instant);
    }

    /** {@code 2024-03-13 08:09:28.123 UTC}. */
    public static String event(Instant instant) {
        return EVENT.format(instant);
    }

    /** {@code 71 days, 22 hours, 1 minutes, 59 seconds}; the field writes the plural always. */
    public static String days(Duration duration) {
        return duration.toDays() + " days, " + duration.toHoursPart() + " hours, " + duration.toMinutesPart()
                + " minutes, " + duration.toSecondsPart() + " seconds";
    }
}
