package org.slportal.services.seal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SHA-256 of values of which each says how long it is: no two different lists of values have the same bytes. */
final class Hashes {

    static final int LENGTH = 32;

    private static final int NOTHING = -1;

    private Hashes() {}

    /** What is to be hashed. */
    interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    static byte[] ofRow(long id, List<@Nullable String> values) {
        return of(out -> {
            out.writeLong(id);
            out.writeInt(values.size());
            for (String value : values) {
                if (value == null) {
                    out.writeInt(NOTHING);
                } else {
                    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                    out.writeInt(bytes.length);
                    out.write(bytes);
                }
            }
        });
    }

    static byte[] of(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
