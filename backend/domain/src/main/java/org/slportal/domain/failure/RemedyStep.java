package org.slportal.domain.failure;

import java.util.ArrayList;
import java.util.List;

/** One thing to do about a failure. @param parts to be read one after the other */
public record RemedyStep(List<Part> parts) {

    /** @param command whether it is to be typed on the device as it stands */
    public record Part(String text, boolean command) {}

    public RemedyStep {
        parts = List.copyOf(parts);
    }

    /** @param text commands stand between back-quotes */
    static RemedyStep of(String text) {
        List<Part> parts = new ArrayList<>();
        boolean command = false;
        for (String part : text.split("`", -1)) {
            if (!part.isEmpty()) {
                parts.add(new Part(part, command));
            }
            command = !command;
        }
        return new RemedyStep(parts);
    }

    /** Without marks. */
    public String plain() {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.text()));
        return text.toString();
    }
}
