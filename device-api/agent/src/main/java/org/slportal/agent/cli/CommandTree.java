package org.slportal.agent.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one mode as a tree of words. A word may be shortened as far as it stays the only one that starts so; a word typed in
 * full always means itself.
 *
 * <p>Patterns: a word is a keyword; {@code <name>} takes any word, {@code <name:1-10>} a number in that range, {@code <name...>} the rest
 * of the line.
 */
final class CommandTree {

    private static final Pattern ARGUMENT = Pattern.compile("<([a-z-]+)(?::(\\d+)-(\\d+)|(\\.\\.\\.))?>");

    private final Node root = new Node("");

    /** What a command does. */
    interface Handler {
        void run(Invocation invocation);
    }

    /** One word of the input and the column it starts in. */
    record Token(String text, int column) {}

    /** What the input means. */
    sealed interface Match {}

    record Found(Handler handler, Map<String, String> arguments) implements Match {}

    record Incomplete() implements Match {}

    record Ambiguous() implements Match {}

    /** @param column of the first character that fits nothing; {@code atStart} when nothing of the command was understood */
    record Invalid(int column, boolean atStart) implements Match {}

    /** One line of the help: a keyword or an argument, and what it is for. */
    record Choice(String word, String help, boolean isKeyword) {}

    /**
     * Adds a command.
     *
     * @param help for the last word; words before it get theirs from the command that ends with them
     */
    CommandTree add(String pattern, String help, Handler handler) {
        Node node = root;
        for (String word : pattern.split(" ", -1)) {
            node = node.child(word);
        }
        node.handler = handler;
        node.help = help;
        return this;
    }

    /** Gives a word in the middle of commands its help. */
    CommandTree help(String pattern, String help) {
        Node node = root;
        for (String word : pattern.split(" ", -1)) {
            node = node.child(word);
        }
        node.help = help;
        return this;
    }

    static List<Token> tokens(String line) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            if (Character.isWhitespace(line.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            boolean quoted = false;
            while (at < line.length() && (quoted || !Character.isWhitespace(line.charAt(at)))) {
                quoted ^= line.charAt(at) == '"';
                at++;
            }
            tokens.add(new Token(line.substring(start, at), start));
        }
        return tokens;
    }

    Match match(String line) {
        List<Token> tokens = tokens(line);
        Map<String, String> arguments = new LinkedHashMap<>();
        Node node = root;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            List<Node> keywords = node.keywords(token.text());
            if (keywords.size() > 1) {
                return new Ambiguous();
            }
            if (keywords.size() == 1) {
                node = keywords.getFirst();
                continue;
            }
            Argument argument = node.argument;
            if (argument == null || !argument.accepts.test(token.text())) {
                return new Invalid(token.column() + node.understood(token.text()), i == 0);
            }
            if (argument.restOfLine) {
                arguments.put(argument.name, line.substring(token.column()).strip());
                return found(argument.next, arguments);
            }
            arguments.put(argument.name, unquoted(token.text()));
            node = argument.next;
        }
        return found(node, arguments);
    }

    /** What may stand at the end of the input; the last word may be unfinished. */
    List<Choice> choices(String line) {
        List<Token> tokens = tokens(line);
        boolean unfinished =
                !tokens.isEmpty() && !line.isEmpty() && !Character.isWhitespace(line.charAt(line.length() - 1));
        Node node = root;
        int whole = unfinished ? tokens.size() - 1 : tokens.size();
        for (Token token : tokens.subList(0, whole)) {
            List<Node> keywords = node.keywords(token.text());
            Argument argument = node.argument;
            if (keywords.size() == 1) {
                node = keywords.getFirst();
            } else if (keywords.isEmpty() && argument != null && argument.accepts.test(token.text())) {
                node = argument.next;
            } else {
                return List.of();
            }
        }
        String start = unfinished ? tokens.getLast().text().toLowerCase(Locale.ROOT) : "";
        List<Choice> choices = new ArrayList<>();
        new TreeMap<>(node.words).forEach((word, child) -> {
            if (word.startsWith(start)) {
                choices.add(new Choice(word, child.help, true));
            }
        });
        if (!unfinished) {
            Argument argument = node.argument;
            if (argument != null) {
                choices.add(new Choice(argument.shown, argument.next.help, false));
            }
            if (node.handler != null && node != root) {
                choices.add(new Choice("<cr>", "", false));
            }
        }
        return choices;
    }

    private static Match found(Node node, Map<String, String> arguments) {
        Handler handler = node.handler;
        return handler == null ? new Incomplete() : new Found(handler, arguments);
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static final class Argument {
        final String name;
        final String shown;
        final boolean restOfLine;
        final Predicate<String> accepts;
        final Node next;

        Argument(String name, String shown, boolean restOfLine, Predicate<String> accepts) {
            this.name = name;
            this.shown = shown;
            this.restOfLine = restOfLine;
            this.accepts = accepts;
            this.next = new Node(name);
        }
    }

    private static final class Node {
        final String word;
        final Map<String, Node> words = new LinkedHashMap<>();

        @Nullable
        Argument argument;

        @Nullable
        Handler handler;

        String help = "";

        Node(String word) {
            this.word = word;
        }

        Node child(String pattern) {
            if (!pattern.startsWith("<")) {
                return words.computeIfAbsent(pattern, Node::new);
            }
            Argument existing = argument;
            if (existing != null) {
                return existing.next;
            }
            Argument fresh = argument(pattern);
            argument = fresh;
            return fresh.next;
        }

        private static Argument argument(String pattern) {
            var parts = ARGUMENT.matcher(pattern);
            if (!parts.matches()) {
                throw new IllegalArgumentException("Not an argument: " + pattern);
            }
            if (parts.group(2) == null) {
                boolean rest = parts.group(4) != null;
                return new Argument(parts.group(1), rest ? "LINE" : "WORD", rest, text -> true);
            }
            long low = Long.parseLong(parts.group(2));
            long high = Long.parseLong(parts.group(3));
            return new Argument(parts.group(1), "<" + low + "-" + high + ">", false, text -> {
                return text.matches("\\d{1,9}") && Long.parseLong(text) >= low && Long.parseLong(text) <= high;
            });
        }

        /** The keyword itself, or all that start with the text. */
        List<Node> keywords(String text) {
            String start = text.toLowerCase(Locale.ROOT);
            Node exact = words.get(start);
            if (exact != null) {
                return List.of(exact);
            }
            List<Node> starting = new ArrayList<>();
            words.values().stream()
                    .filter(node -> node.word.toLowerCase(Locale.ROOT).startsWith(start))
                    .forEach(starting::add);
            return starting;
        }

        /** How many leading characters fit some keyword. */
        int understood(String text) {
            String typed = text.toLowerCase(Locale.ROOT);
            int longest = 0;
            for (String keyword : words.keySet()) {
                int same = 0;
                while (same < Math.min(typed.length(), keyword.length())
                        && typed.charAt(same) == Character.toLowerCase(keyword.charAt(same))) {
                    same++;
                }
                longest = Math.max(longest, same);
            }
            return longest;
        }
    }
}
