package org.slportal.services.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The files that come with the portal. */
final class ShippedCatalogue {

    private ShippedCatalogue() {}

    static byte[] file(CataloguePart part) {
        try (InputStream in = ShippedCatalogue.class.getResourceAsStream("/catalogue/" + part.file())) {
            if (in == null) {
                throw new IllegalStateException("The catalogue file " + part.file() + " is missing from the portal");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The catalogue file " + part.file() + " cannot be read", e);
        }
    }

    /** Of one file of the catalogue. */
    static byte[] hash(CataloguePart part, byte[] file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((part.file() + "\0").getBytes(StandardCharsets.UTF_8));
            return digest.digest(file);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
