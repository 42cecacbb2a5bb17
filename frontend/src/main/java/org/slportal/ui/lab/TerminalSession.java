package org.slportal.ui.lab;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slportal.services.lab.attached.SwitchConsole;

/** One session of a terminal, from dialling to its end. A page that was left while the switch was still answering hangs up at once. */
final class TerminalSession implements SwitchConsole.Listener {

    private final Consumer<String> screen;
    private final Consumer<TerminalSession> ending;
    private @Nullable SwitchConsole console;
    private boolean hungUp;

    /**
     * Both are called from the console's thread.
     *
     * @param screen what prints
     * @param ending what is told when it is over, whoever ended it
     */
    TerminalSession(Consumer<String> screen, Consumer<TerminalSession> ending) {
        this.screen = screen;
        this.ending = ending;
    }

    void opened(SwitchConsole opened) {
        boolean late;
        synchronized (this) {
            console = opened;
            late = hungUp;
        }
        if (late) {
            opened.close();
        }
    }

    /** Null until the switch has answered. */
    synchronized @Nullable SwitchConsole console() {
        return console;
    }

    void hangUp() {
        SwitchConsole open;
        synchronized (this) {
            hungUp = true;
            open = console;
        }
        if (open != null) {
            open.close();
        }
    }

    private synchronized boolean isHungUp() {
        return hungUp;
    }

    @Override
    public void printed(String text) {
        if (!isHungUp()) {
            screen.accept(text);
        }
    }

    @Override
    public void ended() {
        ending.accept(this);
    }
}
