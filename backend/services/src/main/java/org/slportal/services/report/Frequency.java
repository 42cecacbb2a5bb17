package org.slportal.services.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/** How often a report goes out. Days and hours are those of UTC, as the portal's days are everywhere. */
public enum Frequency {
    DAILY {
        @Override
        LocalDate dayFrom(LocalDate day) {
            return day;
        }
    },
    /** On Mondays. */
    WEEKLY {
        @Override
        LocalDate dayFrom(LocalDate day) {
            return day.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        }
    },
    /** On the first. */
    MONTHLY {
        @Override
        LocalDate dayFrom(LocalDate day) {
            return day.getDayOfMonth() == 1 ? day : day.with(TemporalAdjusters.firstDayOfNextMonth());
        }
    };

    /** The first day to send on, this one or later. */
    abstract LocalDate dayFrom(LocalDate day);

    /** The first moment after this one; never this one itself, so that nothing goes out twice. */
    public Instant after(Instant moment, int hour) {
        LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        Instant next = at(dayFrom(day), hour);
        return next.isAfter(moment) ? next : at(dayFrom(day.plusDays(1)), hour);
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }
}
