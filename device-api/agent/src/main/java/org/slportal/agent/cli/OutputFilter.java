package org.slportal.agent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What follows the bar: include, exclude, begin, section, count. */
final class OutputFilter {

    private static final List<String> WORDS =
            List.of("append", "begin", "count", "exclude", "include", "redirect", "section", "tee");

    private static final List<String> HELP = List.of(
            "  begin    Begin with the line that matches",
            "  count    Count number of lines which match regexp",
            "  exclude  Exclude lines that match",
            "  include  Include lines that match",
            "  section  Filter a section of output",
            "");

    private OutputFilter() {}

    /** What {@code | ?} prints. */
    static List<String> help() {
        return HELP;
    }

    /**
     * Filters what a command printed.
     *
     * @param filter the text after the bar
     */
    static List<String> apply(String filter, List<String> lines) {
        String[] parts = filter.strip().split("\\s+", 2);
        String typed = parts[0].toLowerCase(Locale.ROOT);
        if (typed.isEmpty()) {
            return List.of("% Incomplete command.", "");
        }
        List<String> words = WORDS.contains(typed)
                ? List.of(typed)
                : WORDS.stream().filter(word -> word.startsWith(typed)).toList();
        if (words.size() > 1) {
            return List.of("% Ambiguous command:  \"" + filter.strip() + "\"", "");
        }
        if (words.isEmpty()) {
            return List.of("% Invalid output filter.", "");
        }
        if (parts.length < 2 || parts[1].isBlank()) {
            return List.of("% Incomplete command.", "");
        }
        try {
            return filtered(words.getFirst(), Pattern.compile(parts[1].strip()), lines);
        } catch (BoundedText.TooLong e) {
            return List.of("% Regular expression takes too long.", "");
        } catch (PatternSyntaxException | StackOverflowError e) {
            // nested deeper than the expression's reader can follow
            return List.of("% Failed to compile regular expression.", "");
        }
    }

    private static List<String> filtered(String word, Pattern regex, List<String> lines) {
        BoundedText.Allowance allowance = new BoundedText.Allowance();
        Predicate<String> matches =
                line -> regex.matcher(new BoundedText(line, allowance)).find();
        return switch (word) {
            case "include" -> lines.stream().filter(matches).toList();
            case "exclude" -> lines.stream().filter(matches.negate()).toList();
            case "begin" -> lines.stream().dropWhile(matches.negate()).toList();
            case "section" -> section(matches, lines);
            case "count" ->
                List.of("Number of lines which match regexp = "
                        + lines.stream().filter(matches).count());
            default -> List.of("% This filter is not available on this device.", "");
        };
    }

    /** A matching line and what is indented below it. */
    private static List<String> section(Predicate<String> matches, List<String> lines) {
        List<String> kept = new ArrayList<>();
        int base = -1;
        for (String line : lines) {
            int indent = line.length() - line.stripLeading().length();
            boolean inside = base >= 0 && indent > base && !line.isBlank();
            if (!inside) {
                base = matches.test(line) ? indent : -1;
            }
            if (inside || base >= 0) {
                kept.add(line);
            }
        }
        return kept;
    }
}
