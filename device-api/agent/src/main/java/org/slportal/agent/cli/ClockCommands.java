package org.slportal.agent.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.slportal.agent.config.NetworkConfig.TimeZone;

/** The switch's clock. */
final class ClockCommands {

    private static final DateTimeFormatter TYPED = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("H:m:s d MMM uuuu")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private ClockCommands() {}

    static void addTo(CommandTree privileged, CommandTree config) {
        privileged
                .help("clock", "Manage the system clock")
                .help("clock set", "Set the time and date")
                .add("clock set <time> <day> <month> <year:1993-2035>", "Year", ClockCommands::set);
        config.help("clock", "Configure time-of-day clock")
                .help("no clock", "Configure time-of-day clock")
                .add("clock timezone <zone> <hours> <minutes:0-59>", "Minutes offset from UTC", ClockCommands::zone)
                .add("clock timezone <zone> <hours>", "Hours offset from UTC", ClockCommands::zone)
                .add(
                        "no clock timezone",
                        "Configure time zone",
                        in -> ConfigCommands.change(in, c -> c.network().timeZone(null)))
                .add(
                        "clock calendar-valid",
                        "Hardware calendar is authoritative",
                        in -> ConfigCommands.change(in, c -> c.network().calendarValid(true)))
                .add(
                        "no clock calendar-valid",
                        "Hardware calendar is authoritative",
                        in -> ConfigCommands.change(in, c -> c.network().calendarValid(false)));
    }

    private static void set(Invocation in) {
        // The month may come first.
        boolean dayFirst = Character.isDigit(in.argument("day").charAt(0));
        String day = in.argument(dayFirst ? "day" : "month");
        String month = in.argument(dayFirst ? "month" : "day");
        TimeZone zone = in.session().device().config().current().network().timeZone();
        try {
            // Three letters are enough for every month.
            String shortMonth = month.length() > 3 ? month.substring(0, 3) : month;
            Instant local = LocalDateTime.parse(
                            in.argument("time") + " " + day + " " + shortMonth + " " + in.argument("year"), TYPED)
                    .toInstant(ZoneOffset.UTC);
            in.session().device().setClock(local.minus(Duration.ofMinutes(zone == null ? 0 : zone.offsetMinutes())));
        } catch (DateTimeException e) {
            in.print("% Invalid input: the time is hh:mm:ss, the date day, month and year");
        }
    }

    private static void zone(Invocation in) {
        String name = in.argument("zone");
        String hours = in.argument("hours");
        if (!name.matches("[A-Za-z]{1,32}")
                || !hours.matches("[+-]?\\d{1,2}")
                || Math.abs(Integer.parseInt(hours)) > 23) {
            in.print("% Invalid time zone");
            return;
        }
        int minutes = Integer.parseInt(in.arguments().getOrDefault("minutes", "0"));
        ConfigCommands.change(in, c -> c.network().timeZone(new TimeZone(name, Integer.parseInt(hours), minutes)));
    }
}
