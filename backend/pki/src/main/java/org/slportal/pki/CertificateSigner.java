package org.slportal.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Turns an intent into a signed certificate with the extensions of its kind (RFC 5280, 4.2). */
final class CertificateSigner {

    /**
     * @param alternativeNames for TLS certificates, else null
     * @param crlUrls may be empty
     */
    record Order(
            CertificateIntent intent,
            X500Principal subject,
            PublicKey publicKey,
            @Nullable TlsNames alternativeNames,
            List<String> crlUrls) {}

    private CertificateSigner() {}

    /** Signed by the issuer's key. */
    static X509Certificate sign(Order order, Credential issuer) {
        return sign(
                order,
                issuer.privateKey(),
                issuer.certificate().getSubjectX500Principal(),
                issuer.certificate().getPublicKey());
    }

    /** Signed by the certificate's own key. */
    static X509Certificate selfSign(Order order, PrivateKey key) {
        return sign(order, key, order.subject(), order.publicKey());
    }

    private static X509Certificate sign(
            Order order, PrivateKey issuerKey, X500Principal issuerName, PublicKey issuerPublicKey) {
        CertificateIntent intent = order.intent();
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    X500Name.getInstance(issuerName.getEncoded()),
                    new BigInteger(intent.serialHex(), 16),
                    Date.from(intent.notBefore()),
                    Date.from(intent.notAfter()),
                    X500Name.getInstance(order.subject().getEncoded()),
                    SubjectPublicKeyInfo.getInstance(order.publicKey().getEncoded()));
            addExtensions(builder, order, issuerPublicKey);
            byte[] der = builder.build(
                            new JcaContentSignerBuilder(KeyAlgorithm.signatureAlgorithmFor(issuerKey)).build(issuerKey))
                    .getEncoded();
            return CertificateCodec.parse(der);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new PkiException("Certificate " + intent.serialHex() + " could not be signed", e);
        }
    }

    private static void addExtensions(X509v3CertificateBuilder builder, Order order, PublicKey issuerPublicKey)
            throws IOException, GeneralSecurityException {
        CertificateKind kind = order.intent().kind();
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, basicConstraints(kind));
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(keyUsage(kind, order.publicKey().getAlgorithm())));
        KeyPurposeId purpose = purpose(kind);
        if (purpose != null) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        }
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(order.publicKey()));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuerPublicKey));
        if (order.alternativeNames() != null) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    order.alternativeNames().toExtension());
        }
        if (!order.crlUrls().isEmpty()) {
            builder.addExtension(Extension.cRLDistributionPoints, false, distributionPoint(order.crlUrls()));
        }
    }

    private static BasicConstraints basicConstraints(CertificateKind kind) {
        return switch (kind) {
            case ROOT -> new BasicConstraints(1);
            case ISSUING -> new BasicConstraints(0);
            case TLS, SIGNING, DEVICE_ID -> new BasicConstraints(false);
        };
    }

    private static int keyUsage(CertificateKind kind, String keyAlgorithm) {
        return switch (kind) {
            case ROOT, ISSUING -> KeyUsage.keyCertSign | KeyUsage.cRLSign;
            case SIGNING, DEVICE_ID -> KeyUsage.digitalSignature;
            // TLS 1.2 clients without ephemeral key exchange encrypt to an RSA key.
            case TLS ->
                keyAlgorithm.equals("RSA")
                        ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
                        : KeyUsage.digitalSignature;
        };
    }

    private static @Nullable KeyPurposeId purpose(CertificateKind kind) {
        return switch (kind) {
            case ROOT, ISSUING, SIGNING -> null;
            case TLS -> KeyPurposeId.id_kp_serverAuth;
            case DEVICE_ID -> KeyPurposeId.id_kp_clientAuth;
        };
    }

    /** One point with all addresses: they are places of the same list (RFC 5280, 4.2.1.13). */
    private static CRLDistPoint distributionPoint(List<String> urls) {
        GeneralName[] names = urls.stream()
                .map(url -> new GeneralName(GeneralName.uniformResourceIdentifier, url))
                .toArray(GeneralName[]::new);
        DistributionPointName name = new DistributionPointName(new GeneralNames(names));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
    }
}
