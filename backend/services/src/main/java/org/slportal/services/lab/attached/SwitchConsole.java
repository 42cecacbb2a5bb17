package org.slportal.services.lab.attached;

/** One terminal session on an attached switch, over SSH. Safe to use from any thread. */
public interface SwitchConsole extends AutoCloseable {

    /** Told by the session's own thread: whoever listens hands work on and returns at once. */
    interface Listener {

        /** What the switch printed, in order; never half a character. */
        void printed(String text);

        /** Once, when the session is over: the user left, the switch reloaded, the line was cut, or it was closed here. */
        void ended();
    }

    /** Keys as typed; a line ends with a carriage return. Nothing happens once the session is over. */
    void type(String keys);

    boolean isOpen();

    /** Ends the session; again is nothing. */
    @Override
    void close();
}
