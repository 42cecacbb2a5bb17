package org.slportal.services.lab.scenario;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.lab.attached.SwitchConsole;

/** A talk with a switch as a script has it: type a line, then take everything it prints until something expected. */
final class SwitchDialogue implements SwitchConsole.Listener, AutoCloseable {

    /** {@code switch>}, {@code switch#} or {@code switch(config)#} with nothing behind it. */
    static final Pattern PROMPT = Pattern.compile("(?:^|\\n)[^\\s#>(]{1,63}(?:\\([a-z0-9-]+\\))?[>#] ?$");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final StringBuilder printed = new StringBuilder();
    private final Transcript transcript;
    private final SwitchConsole console;
    private boolean ended;
    private int taken;

    /** @param opening opens a console for the listener it is given */
    SwitchDialogue(Function<SwitchConsole.Listener, SwitchConsole> opening, Transcript transcript) {
        this.transcript = transcript;
        this.console = opening.apply(this);
    }

    @Override
    public void printed(String text) {
        lock.lock();
        try {
            printed.append(text.replace("\r", ""));
            transcript.add(text);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void ended() {
        lock.lock();
        try {
            ended = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Types a line and takes what it prints, up to the next prompt. */
    String say(String line) throws ScenarioTrouble {
        return say(line, PROMPT, PATIENCE);
    }

    /** Types a line and takes what is printed until the pattern is found behind its echo: log messages leave prompts before. */
    String say(String line, Pattern until, Duration patience) throws ScenarioTrouble {
        console.type(line + "\r");
        String echo = line.isEmpty() ? "" : take(line, Pattern.compile(Pattern.quote(line)), PATIENCE);
        return echo + take(line, until, patience);
    }

    /**
     * Takes what is printed until the pattern is found, that included.
     *
     * @param asked what the switch was asked, for the error
     * @throws ScenarioTrouble if that takes too long or the session ends
     */
    String take(String asked, Pattern until, Duration patience) throws ScenarioTrouble {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (true) {
                Matcher matcher = until.matcher(printed).region(taken, printed.length());
                if (matcher.find()) {
                    String text = printed.substring(taken, matcher.end());
                    taken = matcher.end();
                    return text;
                }
                long left = deadline - System.nanoTime();
                if (ended || left <= 0) {
                    throw new ScenarioTrouble(
                            ended ? ErrorReason.SCENARIO_SWITCH_LEFT : ErrorReason.SCENARIO_SWITCH_SILENT, asked);
                }
                more.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScenarioTrouble(ErrorReason.SCENARIO_SWITCH_SILENT, asked);
        } finally {
            lock.unlock();
        }
    }

    /** Types the last line of a session, such as the confirmation of a reload, and waits for its end. */
    void sayLast(String line) throws ScenarioTrouble {
        console.type(line);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        lock.lock();
        try {
            while (!ended) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new ScenarioTrouble(ErrorReason.SCENARIO_SWITCH_SILENT, "reload");
                }
                more.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScenarioTrouble(ErrorReason.SCENARIO_SWITCH_SILENT, "reload");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        console.close();
    }
}
