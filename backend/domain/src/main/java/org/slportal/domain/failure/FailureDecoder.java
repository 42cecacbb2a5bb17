package org.slportal.domain.failure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says what a device's output means: one line, or all of {@code show license all}, {@code show logging}, {@code show license eventlog}
 * or a debug log. The same text always has the same answer, and takes a time in proportion to its length, whatever it contains.
 */
public final class FailureDecoder {

    /** Characters of a text; ten thousand lines of a log. */
    public static final int MAX_LENGTH = 200_000;

    private static final int SHOWN = 600;
    private static final int READ = 2_000;
    /** From how many statements of one kind facts are read. */
    private static final int READ_STATEMENTS = 20;

    private static final Comparator<Match> IN_ORDER = Comparator.comparingInt(
                    (Match match) -> match.span().start())
            .thenComparing(match -> -match.span().end())
            .thenComparing(match -> match.kind().breadth())
            .thenComparing(Match::kind);

    private FailureDecoder() {}

    /** @param line number of the line it begins in, from 0 */
    private record Match(FailureKind kind, Span span, int line) {}

    /** @throws IllegalArgumentException if the text is longer than {@link #MAX_LENGTH} */
    public static DecodedText decode(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("At most " + MAX_LENGTH + " characters");
        }
        PrintedText printed = PrintedText.of(text);
        if (printed.squeezed().isEmpty()) {
            return new DecodedText(List.of(), List.of());
        }
        List<Match> told = withoutStates(mostTelling(printed, outermost(matches(printed))));
        List<DecodedFailure> findings = told.isEmpty() ? List.of(unknown(printed)) : merged(printed, told);
        return new DecodedText(findings, Facts.serialNumbers(text));
    }

    private static List<Match> matches(PrintedText text) {
        List<Match> matches = new ArrayList<>();
        Phrases.find(text, (span, kind) -> matches.add(new Match(kind, span, text.line(span.start()))));
        Mnemonics.find(text, (span, kind) -> matches.add(new Match(kind, span, text.line(span.start()))));
        Shapes.find(text, (span, kind) -> matches.add(new Match(kind, span, text.line(span.start()))));
        matches.sort(IN_ORDER);
        return matches;
    }

    /** A known text inside a longer known text says nothing of its own. */
    private static List<Match> outermost(List<Match> matches) {
        List<Match> outermost = new ArrayList<>();
        int end = 0;
        for (Match match : matches) {
            if (match.span().end() > end) {
                outermost.add(match);
                end = match.span().end();
            }
        }
        return outermost;
    }

    /** A statement that says why is not also counted as saying that something failed; of several that say only that, the last says most. */
    private static List<Match> mostTelling(PrintedText text, List<Match> matches) {
        Set<Integer> explained = new HashSet<>();
        Map<Integer, Match> last = new HashMap<>();
        for (Match match : matches) {
            int statement = text.statement(match.line());
            if (match.kind().breadth() == Breadth.MESSAGE) {
                last.put(statement, match);
            } else if (match.kind().breadth() == Breadth.REASON && match.kind().verdict() != Verdict.WELL) {
                explained.add(statement);
            }
        }
        return matches.stream()
                .filter(match -> {
                    int statement = text.statement(match.line());
                    boolean said = explained.contains(statement);
                    return switch (match.kind().breadth()) {
                        case REASON -> match.kind() != FailureKind.ORDINARY || !said && !last.containsKey(statement);
                        case MESSAGE -> !said && match.equals(last.get(statement));
                        case STATE -> true;
                    };
                })
                .toList();
    }

    private static List<Match> withoutStates(List<Match> matches) {
        boolean explained = matches.stream()
                .anyMatch(match -> match.kind().breadth() != Breadth.STATE
                        && (match.kind().verdict() == Verdict.FAILURE
                                || match.kind().verdict() == Verdict.UNKNOWN));
        return explained
                ? matches.stream()
                        .filter(match -> match.kind().breadth() != Breadth.STATE)
                        .toList()
                : matches;
    }

    private static List<DecodedFailure> merged(PrintedText text, List<Match> matches) {
        Map<Integer, FailureKind> owners = new HashMap<>();
        matches.forEach(match -> owners.putIfAbsent(match.line(), match.kind()));
        Map<FailureKind, Finding> findings = new EnumMap<>(FailureKind.class);
        List<FailureKind> order = new ArrayList<>();
        for (Match match : matches) {
            Finding known = findings.get(match.kind());
            if (known == null) {
                known = new Finding(text, owners, match);
                findings.put(match.kind(), known);
                order.add(match.kind());
            }
            known.add(match);
        }
        return order.stream()
                .flatMap(kind -> Stream.ofNullable(findings.get(kind)))
                .map(Finding::decoded)
                .toList();
    }

    private static DecodedFailure unknown(PrintedText text) {
        int line = text.line(0);
        return new DecodedFailure(FailureKind.UNKNOWN, text.lines(line, line, 0, SHOWN), line + 1, 1, Map.of());
    }

    /** All matches of one kind. */
    private static final class Finding {

        private final PrintedText text;
        private final Map<Integer, FailureKind> owners;
        private final Match first;
        private final Facts facts = new Facts();
        private int count;
        private int lastLine = -1;

        Finding(PrintedText text, Map<Integer, FailureKind> owners, Match first) {
            this.text = text;
            this.owners = owners;
            this.first = first;
        }

        void add(Match match) {
            // A line says a thing once, also if it says it by name and in words.
            if (match.line() == lastLine) {
                return;
            }
            lastLine = match.line();
            count++;
            if (count <= READ_STATEMENTS) {
                String statement =
                        text.lines(begin(match), end(match), match.span().start(), READ);
                facts.read(match.kind(), statement.replaceAll("\\s{1,200}+", " "));
            }
        }

        /** The statement's earlier lines, as far as nothing else is said in them. */
        private int begin(Match match) {
            int line = match.line();
            int statement = text.statement(line);
            while (line > statement && !owners.containsKey(line - 1)) {
                line--;
            }
            return line;
        }

        private int end(Match match) {
            int line = text.line(match.span().end() - 1);
            int statement = text.statement(match.line());
            while (line + 1 < text.lines() && text.statement(line + 1) == statement && !owners.containsKey(line + 1)) {
                line++;
            }
            return line;
        }

        DecodedFailure decoded() {
            int begin = begin(first);
            return new DecodedFailure(
                    first.kind(),
                    text.lines(begin, end(first), first.span().start(), SHOWN),
                    begin + 1,
                    count,
                    facts.all());
        }
    }
}
