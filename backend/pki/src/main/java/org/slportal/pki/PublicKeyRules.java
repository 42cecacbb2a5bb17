package org.slportal.pki;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import org.jspecify.annotations.Nullable;

/** Which public keys may be certified: RSA of 2048 to 4096 bits, or P-256. */
final class PublicKeyRules {

    private static final int RSA_MIN_BITS = 2048;
    private static final int RSA_MAX_BITS = 4096;
    private static final BigInteger RSA_MIN_EXPONENT = BigInteger.valueOf(65_537);
    private static final int RSA_MAX_EXPONENT_BITS = 256;

    /** Order of the P-256 group (FIPS 186-4, D.1.2.3); with the field prime it tells the curve from all others in use. */
    private static final BigInteger P256_ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    private static final BigInteger P256_PRIME =
            new BigInteger("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF", 16);
    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final BigInteger P256_B =
            new BigInteger("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B", 16);

    private PublicKeyRules() {}

    /** What is wrong with the key, in words fit for its owner; null if it may be certified. */
    static @Nullable String refusal(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsaRefusal(rsa);
            case ECPublicKey ec -> ecRefusal(ec);
            default -> "The key must be RSA or EC P-256";
        };
    }

    private static @Nullable String rsaRefusal(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        if (bits < RSA_MIN_BITS || bits > RSA_MAX_BITS) {
            return "An RSA key must have 2048 to 4096 bits, this one has " + bits;
        }
        BigInteger exponent = key.getPublicExponent();
        // NIST SP 800-56B: odd, at least 2^16 + 1, below 2^256.
        if (exponent.compareTo(RSA_MIN_EXPONENT) < 0
                || exponent.bitLength() > RSA_MAX_EXPONENT_BITS
                || !exponent.testBit(0)
                || !key.getModulus().testBit(0)) {
            return "The RSA key's modulus or public exponent is not acceptable";
        }
        return null;
    }

    private static @Nullable String ecRefusal(ECPublicKey key) {
        ECParameterSpec curve = key.getParams();
        if (!(curve.getCurve().getField() instanceof ECFieldFp field)
                || !field.getP().equals(P256_PRIME)
                || !curve.getOrder().equals(P256_ORDER)) {
            return "An EC key must be on the curve P-256";
        }
        // Not every provider checks this when it decodes a key (invalid curve attacks).
        ECPoint point = key.getW();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.pow(3).subtract(THREE.multiply(x)).add(P256_B).mod(P256_PRIME);
        boolean inField =
                x.signum() >= 0 && y.signum() >= 0 && x.compareTo(P256_PRIME) < 0 && y.compareTo(P256_PRIME) < 0;
        return inField && y.modPow(BigInteger.TWO, P256_PRIME).equals(right)
                ? null
                : "The EC key is not a point of the curve P-256";
    }
}
