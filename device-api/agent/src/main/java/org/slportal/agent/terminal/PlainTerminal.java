package org.slportal.agent.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.cli.Interaction;
import org.slportal.agent.device.SyslogBuffer;

/** A session fed line by line: the console of a shell, a pipe or a script. It is the console, so log messages appear in it. */
public final class PlainTerminal implements Interaction {

    private final CliSession session;
    private final BufferedReader in;
    private final PrintStream out;
    private final boolean echo;
    /** Whether the cursor stands behind a prompt, so that a message must begin a line of its own. */
    private volatile boolean atPrompt;

    /** @param echo whether typed lines must be written too, because nothing else shows them */
    public PlainTerminal(CliSession session, BufferedReader in, PrintStream out, boolean echo) {
        this.session = session;
        this.in = in;
        this.out = out;
        this.echo = echo;
        session.interaction(this);
    }

    /** Runs until the user leaves or the input ends. */
    public void run(SyslogBuffer syslog) throws IOException {
        Consumer<String> monitor = this::show;
        syslog.addMonitor(monitor);
        try {
            while (!session.isEnded()) {
                String typed = prompted(session.prompt(), false);
                if (typed == null) {
                    return;
                }
                out.print(session.execute(typed));
                out.flush();
            }
        } finally {
            syslog.removeMonitor(monitor);
        }
    }

    private void show(String message) {
        if (atPrompt) {
            atPrompt = false;
            out.println();
        }
        out.println(message);
    }

    @Override
    public @Nullable String ask(String prompt, boolean secret) {
        try {
            return prompted(prompt, secret);
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable String prompted(String prompt, boolean secret) throws IOException {
        out.print(prompt);
        out.flush();
        atPrompt = true;
        String typed = in.readLine();
        atPrompt = false;
        if (echo || typed == null) {
            out.println(typed == null || secret ? "" : typed);
        }
        return typed;
    }
}
