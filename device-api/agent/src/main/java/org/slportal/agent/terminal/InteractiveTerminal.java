package org.slportal.agent.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.cli.Interaction;
import org.slportal.agent.device.SyslogBuffer;

/**
 * A session typed key by key, with echo, editing, history, completion and pages. Blocks one thread for its life; log messages may come
 * from any other.
 */
public final class InteractiveTerminal implements Interaction {

    private static final int HISTORY = 50;
    private static final int MAX_LINE = 16_384;
    private static final String MORE = " --More-- ";

    private final CliSession session;
    private final InputStream in;
    private final OutputStream out;
    private final SyslogBuffer syslog;
    private final List<String> history = new ArrayList<>();
    private final LineBuffer line = new LineBuffer();
    private String prompt = "";
    private boolean reading;
    private boolean secret;
    private boolean swallowLineFeed;
    private int historyAt;

    public InteractiveTerminal(CliSession session, InputStream in, OutputStream out, SyslogBuffer syslog) {
        this.session = session;
        this.in = in;
        this.out = out;
        this.syslog = syslog;
        session.interaction(this);
    }

    /** Runs until the user leaves or the line is cut. */
    public void run() throws IOException {
        Consumer<String> monitor = this::show;
        syslog.addMonitor(monitor);
        try {
            while (!session.isEnded()) {
                String typed = readLine(session.prompt(), false);
                if (typed == null) {
                    return;
                }
                remember(typed);
                page(session.execute(typed));
            }
        } catch (UncheckedIOException cut) {
            throw cut.getCause();
        } finally {
            syslog.removeMonitor(monitor);
        }
    }

    @Override
    public @Nullable String ask(String question, boolean hidden) {
        try {
            return readLine(question, hidden);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean confirm(String question) {
        try {
            synchronized (out) {
                write(question.replace("\n", "\r\n"));
            }
            int key = in.read();
            if (key == '\n' && swallowLineFeed) {
                key = in.read();
            }
            swallowLineFeed = key == '\r';
            synchronized (out) {
                write("\r\n");
            }
            return key == '\r' || key == '\n' || key == ' ' || key == 'y' || key == 'Y';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(String typed) {
        if (!typed.isBlank() && (history.isEmpty() || !history.getLast().equals(typed))) {
            history.add(typed);
            if (history.size() > HISTORY) {
                history.removeFirst();
            }
        }
    }

    private @Nullable String readLine(String shown, boolean hidden) throws IOException {
        synchronized (out) {
            prompt = shown;
            secret = hidden;
            reading = true;
            line.replace("");
            historyAt = history.size();
            write(prompt.replace("\n", "\r\n"));
        }
        try {
            return keys();
        } finally {
            synchronized (out) {
                reading = false;
            }
        }
    }

    /** The line, once Return is pressed; null at the end of input. */
    private @Nullable String keys() throws IOException {
        for (int key = nextKey(); key >= 0; key = nextKey()) {
            if (key == '\n' && swallowLineFeed) {
                swallowLineFeed = false;
                continue;
            }
            swallowLineFeed = key == '\r';
            // Whatever a key takes more bytes for is read before the screen is held, so that log messages are never
            // kept waiting.
            int escape = key == 27 ? escapeSequence() : 0;
            String typed = key >= 32 && key != 127 ? character(key) : "";
            synchronized (out) {
                if (key == '\r' || key == '\n') {
                    write("\r\n");
                    return line.text();
                }
                if (key == 4 && line.length() == 0) {
                    return null;
                }
                if (key == 3 || key == 26) {
                    // ^C drops the line, ^Z also leaves configuration
                    write("\r\n");
                    return key == 26 && session.prompt().endsWith(")#") ? "end" : "";
                }
                edit(key, typed, escape);
            }
        }
        return null;
    }

    /** A paste is echoed in one go before there is something to wait for, not in a packet for each character. */
    private int nextKey() throws IOException {
        if (in.available() == 0) {
            synchronized (out) {
                out.flush();
            }
        }
        return in.read();
    }

    private void edit(int key, String typed, int escape) throws IOException {
        switch (key) {
            case 8, 127 -> {
                if (line.backspace()) {
                    redrawFrom(1, 1);
                }
            }
            case 1 -> move(0);
            case 5 -> move(line.length());
            case 2 -> move(line.cursor() - 1);
            case 6 -> move(line.cursor() + 1);
            case 16 -> recall(-1);
            case 14 -> recall(1);
            case 21, 24 -> replaceLine("");
            case 23 -> {
                int removed = line.deleteWord();
                redrawFrom(removed, removed);
            }
            case 11 -> {
                int rest = line.fromCursor().length();
                line.deleteToEnd();
                redrawFrom(0, rest);
            }
            case 18, 12 -> write("\r\n" + prompt + shownText());
            case 9 -> complete();
            case 27 -> escaped(escape);
            case '?' -> {
                if (secret) {
                    type("?");
                } else {
                    help();
                }
            }
            default -> {
                if (key >= 32) {
                    type(typed);
                }
            }
        }
    }

    /** One character, of one or more UTF-8 bytes; broken bytes become a question mark. */
    private String character(int first) throws IOException {
        int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
        if (first < 0x80) {
            return String.valueOf((char) first);
        }
        byte[] bytes = new byte[1 + more];
        bytes[0] = (byte) first;
        int read = in.readNBytes(bytes, 1, more);
        String text = new String(bytes, 0, 1 + read, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') >= 0 ? "?" : text;
    }

    private void type(String typed) throws IOException {
        if (line.length() + typed.length() > MAX_LINE) {
            write("\u0007");
            return;
        }
        line.insert(typed);
        if (!secret) {
            String rest = line.fromCursor();
            out.write((typed + rest + "\b".repeat(rest.length())).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void help() throws IOException {
        write("?\r\n");
        write(joined(session.help(line.beforeCursor())));
        write(prompt + shownText() + "\b".repeat(line.fromCursor().length()));
    }

    private void complete() throws IOException {
        if (secret || line.cursor() != line.length()) {
            return;
        }
        String more = session.completion(line.text());
        if (more.isEmpty()) {
            write("\u0007");
        } else {
            type(more);
        }
    }

    /** The letter that ends a cursor key's sequence, the digit of the Delete key, or 0 for keys of no use here. */
    private int escapeSequence() throws IOException {
        int next = in.read();
        if (next != '[' && next != 'O') {
            return 0;
        }
        int key = in.read();
        if (key >= '0' && key <= '9') {
            return in.read() == '~' ? key : 0;
        }
        return key;
    }

    private void escaped(int key) throws IOException {
        switch (key) {
            case 'A' -> recall(-1);
            case 'B' -> recall(1);
            case 'C' -> move(line.cursor() + 1);
            case 'D' -> move(line.cursor() - 1);
            case 'H' -> move(0);
            case 'F' -> move(line.length());
            case '3' -> {
                if (line.delete()) {
                    redrawFrom(0, 1);
                }
            }
            default -> {
                // a key this terminal has no use for
            }
        }
    }

    private void recall(int step) throws IOException {
        int wanted = historyAt + step;
        if (secret || wanted < 0 || wanted > history.size()) {
            return;
        }
        historyAt = wanted;
        replaceLine(wanted == history.size() ? "" : history.get(wanted));
    }

    private void replaceLine(String text) throws IOException {
        int shown = line.length();
        move(0);
        line.replace(text);
        if (!secret) {
            write(text
                    + " ".repeat(Math.max(0, shown - text.length()))
                    + "\b".repeat(Math.max(0, shown - text.length())));
        }
    }

    private void move(int position) throws IOException {
        int before = line.cursor();
        line.moveTo(position);
        if (secret) {
            return;
        }
        if (line.cursor() < before) {
            write("\b".repeat(before - line.cursor()));
        } else if (line.cursor() > before) {
            write(line.text().substring(before, line.cursor()));
        }
    }

    /** Goes back so many columns, writes what follows the cursor, wipes what is left over, and returns to the cursor. */
    private void redrawFrom(int back, int wipe) throws IOException {
        if (secret) {
            return;
        }
        String rest = line.fromCursor();
        write("\b".repeat(back) + rest + " ".repeat(wipe) + "\b".repeat(rest.length() + wipe));
    }

    private String shownText() {
        return secret ? "" : line.text();
    }

    /** A log message: above the line being typed, which is drawn again. */
    private void show(String message) {
        if (!session.isMonitoring()) {
            return;
        }
        synchronized (out) {
            try {
                write("\r\n" + message + "\r\n");
                if (reading) {
                    write(prompt
                            + shownText()
                            + (secret ? "" : "\b".repeat(line.fromCursor().length())));
                }
            } catch (IOException cut) {
                // the session's own thread finds the line cut and ends
                session.monitor(false);
            }
        }
    }

    private void page(String text) throws IOException {
        List<String> lines = text.lines().toList();
        int length = session.terminalLength();
        if (length == 0 || lines.size() < length) {
            synchronized (out) {
                write(joined(lines));
            }
            return;
        }
        int at = 0;
        int room = length - 1;
        while (at < lines.size()) {
            int until = Math.min(lines.size(), at + room);
            synchronized (out) {
                write(joined(lines.subList(at, until)));
            }
            at = until;
            if (at < lines.size()) {
                room = more(length);
                if (room == 0) {
                    return;
                }
            }
        }
    }

    /** How many more lines to show: a page for the space bar, one for Return, none for anything else. */
    private int more(int length) throws IOException {
        synchronized (out) {
            write(MORE);
        }
        int key = in.read();
        if (key < 0) {
            throw new InterruptedIOException("The terminal went away");
        }
        swallowLineFeed = key == '\r';
        synchronized (out) {
            write("\b".repeat(MORE.length()) + " ".repeat(MORE.length()) + "\b".repeat(MORE.length()));
        }
        return key == ' ' ? length - 1 : key == '\r' || key == '\n' ? 1 : 0;
    }

    private static String joined(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(each -> text.append(each).append("\r\n"));
        return text.toString();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
