package org.slportal.services.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * What a seal says of its rows. Its hash covers every part, and by the former seal's hash everything before.
 *
 * @param format which columns were hashed, and how; {@link #FORMAT} for new ones
 * @param from every id from here to {@code to} belongs to the seal, also one that no row has
 * @param rowHashes see {@link #hashesOf}
 * @param newestAt when the latest of the rows was written, by the portal's clock
 * @param sealedAt by the world's clock, in microseconds like the database
 * @param certificateSerial of the key that signs it
 */
record Seal(
        SealedLog log,
        long number,
        int format,
        long from,
        long to,
        int rows,
        byte[] rowHashes,
        Instant newestAt,
        Instant sealedAt,
        byte[] previousHash,
        String certificateSerial) {

    static final int FORMAT = 1;

    /** Bytes of a row's entry: its id and its hash. */
    static final int ENTRY = Long.BYTES + Hashes.LENGTH;

    private static final String DOMAIN = "Smart Licensing Portal log seal";

    static byte[] hashesOf(List<SealedRow> rows) {
        ByteBuffer bytes = ByteBuffer.allocate(rows.size() * ENTRY);
        rows.forEach(row -> bytes.putLong(row.id()).put(row.hash()));
        return bytes.array();
    }

    byte[] hash() {
        return Hashes.of(out -> {
            out.writeUTF(DOMAIN);
            out.writeInt(format);
            out.writeUTF(log.name());
            out.writeLong(number);
            out.writeLong(from);
            out.writeLong(to);
            out.writeInt(rows);
            out.writeUTF(newestAt.toString());
            out.writeUTF(sealedAt.toString());
            out.writeUTF(certificateSerial);
            out.write(previousHash);
            out.write(rowHashes);
        });
    }

    /** The key also signs answers to devices, which are JSON: nothing is one and the other. */
    static byte[] signedBytes(byte[] hash) {
        byte[] domain = DOMAIN.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(domain.length + 1 + hash.length)
                .put(domain)
                .put((byte) 0)
                .put(hash)
                .array();
    }
}
