package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import org.slportal.services.conversion.job.JobLineState;
import org.slportal.services.conversion.job.JobState;
import org.slportal.services.conversion.job.LineReason;
import org.slportal.ui.component.Pill;

/** States of bulk conversions and their lines, in colour and words. */
final class JobTexts {

    private JobTexts() {}

    static Pill pill(Component reader, JobState state) {
        Pill.Tone tone = switch (state) {
            case WAITING -> Pill.Tone.WARN;
            case RUNNING -> Pill.Tone.INFO;
            case DONE -> Pill.Tone.GOOD;
            case DECLINED, CANCELLED -> Pill.Tone.NEUTRAL;
        };
        return new Pill(tone, reader.getTranslation("job.state." + state.name()));
    }

    static Pill pill(Component reader, JobLineState state) {
        Pill.Tone tone = switch (state) {
            case PENDING -> Pill.Tone.NEUTRAL;
            case CONVERTED -> Pill.Tone.GOOD;
            case REFUSED -> Pill.Tone.WARN;
        };
        return new Pill(tone, reader.getTranslation("job.line." + state.name()));
    }

    static String reason(Component reader, LineReason reason) {
        return reader.getTranslation(reason.messageKey(), reason.argument());
    }
}
