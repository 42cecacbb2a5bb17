package org.slportal.protocol;

/** Checks a signature without giving the key away. */
@FunctionalInterface
public interface MessageVerifier {

    /** False for a wrong signature and for bytes that are no signature at all; never throws for what was received. */
    boolean verify(byte[] data, byte[] signature);
}
