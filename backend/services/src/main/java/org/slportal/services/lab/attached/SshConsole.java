package org.slportal.services.lab.attached;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.session.ClientSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell on a switch. What it prints is handed on packet by packet and kept nowhere; keys are written by a thread of their own, since
 * a switch that is busy takes none.
 */
final class SshConsole implements SwitchConsole {

    private static final Logger log = LoggerFactory.getLogger(SshConsole.class);

    /** As the switch's own pages are cut. */
    private static final int COLUMNS = 80;

    private static final int LINES = 24;
    /** Keys a busy switch has not taken yet; more are lost, as on a line. */
    private static final int MAX_WAITING = 256 * 1024;

    private final ClientSession session;
    private final ChannelShell shell;
    private final Executor writers;
    private final StringBuilder waiting = new StringBuilder();
    private final AtomicBoolean ended = new AtomicBoolean();
    private boolean writing;

    private SshConsole(ClientSession session, ChannelShell shell, Executor writers) {
        this.session = session;
        this.shell = shell;
        this.writers = writers;
    }

    /**
     * Opens the shell; from then on it owns the session.
     *
     * @param writers runs what may have to wait for the switch
     * @param afterwards run once when the session is over, before the listener is told
     */
    static SshConsole open(
            ClientSession session, Duration patience, Listener listener, Executor writers, Runnable afterwards)
            throws IOException {
        ChannelShell shell = session.createShellChannel();
        shell.setPtyType("vt100");
        shell.setPtyColumns(COLUMNS);
        shell.setPtyLines(LINES);
        shell.setRedirectErrorStream(true);
        shell.setOut(new Screen(listener));
        shell.open().verify(patience);
        SshConsole console = new SshConsole(session, shell, writers);
        shell.addCloseFutureListener(closed -> console.close());
        session.addCloseFutureListener(closed -> {
            if (console.ended.compareAndSet(false, true)) {
                afterwards.run();
                listener.ended();
            }
        });
        return console;
    }

    @Override
    public void type(String keys) {
        synchronized (waiting) {
            if (!isOpen() || waiting.length() + keys.length() > MAX_WAITING) {
                return;
            }
            waiting.append(keys);
            if (writing) {
                return;
            }
            writing = true;
        }
        writers.execute(this::write);
    }

    private void write() {
        try {
            for (String keys = next(); !keys.isEmpty(); keys = next()) {
                OutputStream in = shell.getInvertedIn();
                in.write(keys.getBytes(StandardCharsets.UTF_8));
                in.flush();
            }
        } catch (IOException cut) {
            log.debug("A switch takes no more keys", cut);
            close();
        }
    }

    /** Everything typed meanwhile; empty: whoever types next starts the writing again. */
    private String next() {
        synchronized (waiting) {
            String keys = waiting.toString();
            waiting.setLength(0);
            writing = !keys.isEmpty();
            return keys;
        }
    }

    @Override
    public boolean isOpen() {
        return shell.isOpen() && session.isOpen();
    }

    /** At once: a switch that does not answer any more would never agree. */
    @Override
    public void close() {
        session.close(true);
    }

    /** Where the channel puts the switch's bytes, always from one thread at a time. */
    private static final class Screen extends OutputStream {

        private final Listener listener;
        private final Utf8Text text = new Utf8Text();

        Screen(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            String printed = text.decode(bytes, offset, length);
            if (!printed.isEmpty()) {
                listener.printed(printed);
            }
        }
    }
}
