package org.slportal.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Figures with their goals, told as they come and kept as JSON. */
final class BenchReport {

    /** @param met whether the value keeps the goal */
    record Figure(String name, double value, String unit, String goal, boolean met) {}

    private final PrintWriter out;
    private final List<Figure> figures = new ArrayList<>();

    BenchReport(PrintWriter out) {
        this.out = out;
    }

    void atMost(String name, double value, String unit, double goal) {
        add(new Figure(name, rounded(value), unit, "at most " + number(goal), value <= goal));
    }

    void atLeast(String name, double value, String unit, double goal) {
        add(new Figure(name, rounded(value), unit, "at least " + number(goal), value >= goal));
    }

    /** As fast with many as with few: within half more, or so fast that nobody minds. */
    void asFast(String name, double many, double few, double anyway) {
        add(new Figure(
                name,
                rounded(many),
                "ms",
                "at most 1.5 times " + number(few) + " or " + number(anyway),
                many <= Math.max(few * 1.5, anyway)));
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    private void add(Figure figure) {
        figures.add(figure);
        say(String.format(
                Locale.ROOT,
                "  %-62s %12s %-8s %-34s %s",
                figure.name(),
                number(figure.value()),
                figure.unit(),
                figure.goal(),
                figure.met() ? "met" : "MISSED"));
    }

    boolean allMet() {
        return figures.stream().allMatch(Figure::met);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                JsonMapper.builder()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .build()
                                .writeValueAsString(figures)
                        + "\n");
        say("Written to " + file);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%,.2f", value);
    }
}
