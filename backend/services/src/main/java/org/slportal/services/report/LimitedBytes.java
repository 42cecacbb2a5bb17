package org.slportal.services.report;

import java.io.ByteArrayOutputStream;

/** Bytes in memory, up to a limit: what does not fit into a letter is not even made. */
final class LimitedBytes extends ByteArrayOutputStream {

    /** The file is too large. */
    static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private final int limit;

    LimitedBytes(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void write(int single) {
        require(1);
        super.write(single);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        require(length);
        super.write(bytes, offset, length);
    }

    private void require(int more) {
        if (size() + more > limit) {
            throw new TooLarge();
        }
    }
}
