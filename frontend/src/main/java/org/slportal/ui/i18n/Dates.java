package org.slportal.ui.i18n;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Dates in the form administrators know from the vendor's portal, or the locale's own in Korean, in the reader's time zone. */
@Component
public class Dates {

    private static final DateTimeFormatter ENGLISH_TIME =
            DateTimeFormatter.ofPattern("uuuu-MMM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ENGLISH_DATE = DateTimeFormatter.ofPattern("uuuu-MMM-dd", Locale.ENGLISH);
    private static final DateTimeFormatter KOREAN_TIME = DateTimeFormatter.ofLocalizedDateTime(
                    FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(Locale.KOREAN);
    private static final DateTimeFormatter KOREAN_DATE =
            DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(Locale.KOREAN);

    private final InstantSource clock;
    private final PortalI18n texts;

    public Dates(InstantSource clock, PortalI18n texts) {
        this.clock = clock;
        this.texts = texts;
    }

    public String time(Instant instant) {
        return (PortalI18n.isKorean(Locales.current()) ? KOREAN_TIME : ENGLISH_TIME)
                .format(instant.atZone(readersZone()));
    }

    public String date(LocalDate date) {
        return date(date, Locales.current());
    }

    /** For letters, whose reader's language is known and place is not. */
    public static String date(LocalDate date, Locale locale) {
        return (PortalI18n.isKorean(locale) ? KOREAN_DATE : ENGLISH_DATE).format(date);
    }

    /** For letters. */
    public static String utc(Instant instant, Locale locale) {
        return (PortalI18n.isKorean(locale) ? KOREAN_TIME : ENGLISH_TIME).format(instant.atZone(ZoneOffset.UTC))
                + " UTC";
    }

    /** How far away, in the largest unit that fits: in 30 days, 2 hours ago. */
    public String relative(Instant instant) {
        Duration distance = Duration.between(clock.instant(), instant);
        boolean past = distance.isNegative();
        Duration size = distance.abs();
        ChronoUnit unit = size.toDays() > 0
                ? ChronoUnit.DAYS
                : size.toHours() > 0
                        ? ChronoUnit.HOURS
                        : size.toMinutes() > 0 ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
        if (unit == ChronoUnit.SECONDS) {
            return text("relative.now");
        }
        // Rounded: a token made for 30 days expires in 30 days, also a moment later.
        long amount = size.plus(unit.getDuration().dividedBy(2)).dividedBy(unit.getDuration());
        return text("relative." + (past ? "past." : "future.") + unit.name().toLowerCase(Locale.ROOT), amount);
    }

    /** The time, with its distance from now as a tooltip. */
    public Span timeWithDistance(@Nullable Instant instant) {
        if (instant == null) {
            return new Span("—");
        }
        Span span = new Span(time(instant));
        span.setTitle(relative(instant) + " · " + readersZone().getId());
        return span;
    }

    /** {@code 2027-Jan-31 09:00 (in 30 days)}, as the token list prints it. */
    public String timeAndDistance(Instant instant) {
        return time(instant) + " (" + relative(instant) + ")";
    }

    /** When a day begins where the reader is. */
    public Instant startOfDay(LocalDate day) {
        return day.atStartOfDay(readersZone()).toInstant();
    }

    public Instant now() {
        return clock.instant();
    }

    /** The day it is where the reader is. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), readersZone());
    }

    /** When a day begins where the reader is. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(readersZone()).toInstant();
    }

    private String text(String key, Object... arguments) {
        return texts.getTranslation(key, Locales.current(), arguments);
    }

    private static ZoneId readersZone() {
        @Nullable UI ui = UI.getCurrent();
        String zone =
                ui == null ? null : ui.getPage().getExtendedClientDetails().getTimeZoneId();
        if (zone == null || zone.isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknownToThisJvm) {
            return ZoneOffset.UTC;
        }
    }
}
