package org.slportal.agent.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Supplier;

/** Reads a socket, each time no longer than what is left of the whole: against answers that drip. */
final class Hurried extends InputStream {

    private final Socket socket;
    private final InputStream in;
    private final Supplier<Duration> left;

    Hurried(Socket socket, Supplier<Duration> left) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.left = left;
    }

    @Override
    public int read() throws IOException {
        hurry();
        return in.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        hurry();
        return in.read(bytes, from, length);
    }

    private void hurry() throws IOException {
        socket.setSoTimeout((int) left.get().toMillis() + 1);
    }
}
