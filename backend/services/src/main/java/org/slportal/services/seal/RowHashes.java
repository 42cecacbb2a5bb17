package org.slportal.services.seal;

import java.nio.ByteBuffer;

/** Walks over the rows a seal names. */
final class RowHashes {

    private final ByteBuffer bytes;
    private int position;

    RowHashes(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    boolean hasNext() {
        return position + Seal.ENTRY <= bytes.capacity();
    }

    long id() {
        return bytes.getLong(position);
    }

    byte[] hash() {
        byte[] hash = new byte[Hashes.LENGTH];
        bytes.get(position + Long.BYTES, hash);
        return hash;
    }

    void next() {
        position += Seal.ENTRY;
    }
}
