package org.slportal.services.seal;

import static org.slportal.db.jooq.Tables.CERTIFICATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.pki.BadCertificateException;
import org.slportal.pki.CertificateCodec;
import org.slportal.pki.CertificateKind;
import org.slportal.pki.SignatureVerifier;
import org.slportal.pki.SigningCertificates;

/**
 * Checks who signed a seal. The certificates stand in the database, where whoever tampers may put others; so each must come from the root
 * certificate in the data directory.
 */
final class SealSignatures {

    private final DSLContext sql;
    private final Path rootFile;
    private final Map<String, Signer> signers = new HashMap<>();
    private @Nullable X509Certificate root;
    private @Nullable List<X509Certificate> issuing;

    SealSignatures(DSLContext sql, Path dataDir) {
        this.sql = sql;
        this.rootFile = dataDir.resolve("public").resolve("root.pem");
    }

    /** Either the certificate or why it does not count. */
    private record Signer(@Nullable X509Certificate certificate, String problem) {}

    /** @return what is wrong with the signature; null if it is this portal's */
    @Nullable
    String problem(String serial, byte[] data, byte[] signature) {
        Signer signer = signers.computeIfAbsent(serial, this::load);
        X509Certificate certificate = signer.certificate();
        if (certificate == null) {
            return signer.problem();
        }
        return SignatureVerifier.verify(certificate.getPublicKey(), data, signature)
                ? null
                : "the signature is not that of certificate " + serial;
    }

    private Signer load(String serial) {
        try {
            X509Certificate trusted = root();
            if (trusted == null) {
                return new Signer(null, "nothing can be verified without " + rootFile);
            }
            byte[] der = sql.select(CERTIFICATE.DER)
                    .from(CERTIFICATE)
                    .where(CERTIFICATE.SERIAL.eq(serial))
                    .fetchOne(CERTIFICATE.DER);
            if (der == null) {
                return new Signer(null, "certificate " + serial + " is missing");
            }
            X509Certificate certificate = CertificateCodec.parse(der);
            return SigningCertificates.isGenuine(certificate, issuing(), trusted)
                    ? new Signer(certificate, "")
                    : new Signer(null, "certificate " + serial + " is not one this portal signs with");
        } catch (BadCertificateException e) {
            return new Signer(null, "certificate " + serial + " cannot be read: " + e.getMessage());
        }
    }

    private @Nullable X509Certificate root() {
        if (root == null && Files.exists(rootFile)) {
            try {
                root = CertificateCodec.parse(Files.readString(rootFile, StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(rootFile + " cannot be read", e);
            }
        }
        return root;
    }

    /** Few: one each time the issuing certificate was renewed. */
    private List<X509Certificate> issuing() {
        List<X509Certificate> known = issuing;
        if (known == null) {
            known = new ArrayList<>();
            for (byte[] der : sql.select(CERTIFICATE.DER)
                    .from(CERTIFICATE)
                    .where(CERTIFICATE.KIND.eq(CertificateKind.ISSUING.name()).and(CERTIFICATE.DER.isNotNull()))
                    .fetch(CERTIFICATE.DER)) {
                known.add(CertificateCodec.parse(der));
            }
            issuing = known;
        }
        return known;
    }
}
