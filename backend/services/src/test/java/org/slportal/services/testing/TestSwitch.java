package org.slportal.services.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slportal.services.lab.attached.AnnouncedSwitch;

/** A real SSH server in the test's own process, whose shells print what the test says. */
public final class TestSwitch implements AutoCloseable {

    public static final String USER = "lab";
    public static final String SECRET = "made-for-this-process";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey;
    private final String serialNumber = "SWT%08d".formatted(NUMBER.incrementAndGet());
    private final BlockingDeque<Shell> shells = new LinkedBlockingDeque<>();

    public TestSwitch() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            hostKey = generator.generateKeyPair();
            server.setHost("127.0.0.1");
            server.setPort(0);
            server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
            server.setPasswordAuthenticator((user, password, session) -> USER.equals(user) && SECRET.equals(password));
            server.setShellFactory(channel -> new Shell(shells::add));
            server.start();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As its process announces it. */
    public AnnouncedSwitch announced() {
        return announced(fingerprint(), SECRET);
    }

    public AnnouncedSwitch announced(String fingerprint, String secret) {
        return new AnnouncedSwitch(
                "acc-krk-01",
                "C9300-24P",
                serialNumber,
                "16.12.2",
                "127.0.0.1",
                server.getPort(),
                fingerprint,
                USER,
                secret);
    }

    public String fingerprint() {
        try {
            return KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The terminal opened last; a client knows of it a moment before the server has it. */
    public Shell shell() {
        try {
            Shell last = shells.pollLast(10, TimeUnit.SECONDS);
            if (last == null) {
                throw new IllegalStateException("Nobody opened a terminal");
            }
            shells.addLast(last);
            return last;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All terminals anybody opened, the oldest first. */
    public List<Shell> shells() {
        return List.copyOf(shells);
    }

    /** How many sessions somebody is signed in to. */
    public int sessions() {
        return server.getActiveSessions().size();
    }

    /** Cuts every line, as a reload does. */
    public void cut() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A terminal: prints what it is told, and keeps what is typed. */
    public static final class Shell implements Command {

        private final StringBuilder typed = new StringBuilder();
        private final Consumer<Shell> started;
        private @Nullable InputStream in;
        private @Nullable OutputStream out;
        private @Nullable ExitCallback exit;
        private @Nullable Environment environment;

        Shell(Consumer<Shell> started) {
            this.started = started;
        }

        public void print(byte[] bytes) throws IOException {
            OutputStream screen = out;
            if (screen == null) {
                throw new IOException("There is no screen");
            }
            screen.write(bytes);
            screen.flush();
        }

        public void print(String text) throws IOException {
            print(text.getBytes(StandardCharsets.UTF_8));
        }

        public String typed() {
            synchronized (typed) {
                return typed.toString();
            }
        }

        public String terminal() {
            Environment set = environment;
            return set == null ? "" : set.getEnv().getOrDefault(Environment.ENV_TERM, "");
        }

        public void exit() {
            ExitCallback ended = exit;
            if (ended != null) {
                ended.onExit(0);
            }
        }

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            // a switch has one screen
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment with) {
            environment = with;
            started.accept(this);
            InputStream keys = in;
            if (keys != null) {
                Thread.ofPlatform().daemon().start(() -> read(keys));
            }
        }

        private void read(InputStream keys) {
            try {
                for (int key = keys.read(); key >= 0; key = keys.read()) {
                    synchronized (typed) {
                        typed.append((char) key);
                    }
                }
            } catch (IOException cut) {
                // the session is over
            }
        }

        @Override
        public void destroy(ChannelSession channel) {
            // nothing is held
        }
    }
}
