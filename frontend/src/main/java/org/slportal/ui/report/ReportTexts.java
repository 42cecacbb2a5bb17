package org.slportal.ui.report;

import com.vaadin.flow.component.Component;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.report.ReportColumn;
import org.slportal.services.report.ReportKind;
import org.slportal.services.report.ReportSchedule;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/** Cells and schedules in the reader's language. */
final class ReportTexts {

    private static final Set<ReportColumn> FIGURES = EnumSet.of(
            ReportColumn.OWNED,
            ReportColumn.PENDING,
            ReportColumn.IN_USE,
            ReportColumn.RESERVED,
            ReportColumn.SUBSTITUTION,
            ReportColumn.BALANCE,
            ReportColumn.QUANTITY,
            ReportColumn.LICENSES_IN_USE,
            ReportColumn.SHORT_BY);
    private static final Set<ReportColumn> SIGNED = EnumSet.of(ReportColumn.SUBSTITUTION, ReportColumn.BALANCE);

    private ReportTexts() {}

    /** What a new report shows. Tags are for programs, and long. */
    static List<ReportColumn> usual(ReportKind kind) {
        return kind.columns().stream()
                .filter(column -> column != ReportColumn.ENTITLEMENT_TAG)
                .toList();
    }

    static boolean isFigure(ReportColumn column) {
        return FIGURES.contains(column);
    }

    static boolean isSigned(ReportColumn column) {
        return SIGNED.contains(column);
    }

    static String cell(Component reader, Dates dates, @Nullable Object value) {
        return switch (value) {
            case null -> "—";
            case Number number -> Numbers.plain(number.longValue());
            case LocalDate day -> dates.date(day);
            case Instant instant -> dates.time(instant);
            case LicenseTerm term -> reader.getTranslation("term." + term.name());
            case AuthorizationStatus status -> reader.getTranslation("status." + status.name());
            case TransactionSource source -> reader.getTranslation("source." + source.name());
            default -> value.toString();
        };
    }

    static String schedule(Component reader, @Nullable ReportSchedule schedule) {
        return schedule == null
                ? "—"
                : reader.getTranslation(
                        "report.sent." + schedule.frequency().name(), "%02d:00".formatted(schedule.hour()));
    }
}
