package org.slportal.ui.lab;

import com.vaadin.flow.component.Component;
import java.time.Duration;
import org.slportal.ui.i18n.Numbers;

/** How far and how fast, in words. */
public final class LabTexts {

    private LabTexts() {}

    /** {@code +90 days}: the largest unit that fits, counted down. */
    public static String ahead(Component reader, Duration ahead) {
        if (ahead.toDays() > 0) {
            return reader.getTranslation("lab.ahead.days", ahead.toDays(), Numbers.plain(ahead.toDays()));
        }
        if (ahead.toHours() > 0) {
            return reader.getTranslation("lab.ahead.hours", ahead.toHours());
        }
        return reader.getTranslation("lab.ahead.minutes", ahead.toMinutes());
    }

    /** {@code ×3,600} with what that means. */
    public static String speed(Component reader, int speed) {
        return switch (speed) {
            case 1 -> reader.getTranslation("lab.speed.normal");
            case 60 -> reader.getTranslation("lab.speed.minute");
            case 3_600 -> reader.getTranslation("lab.speed.hour");
            case 86_400 -> reader.getTranslation("lab.speed.day");
            default -> reader.getTranslation("lab.speed.times", Numbers.plain(speed));
        };
    }
}
