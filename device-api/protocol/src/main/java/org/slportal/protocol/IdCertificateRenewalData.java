package org.slportal.protocol;

/**
 * Asks for a new ID certificate. The message is signed with the key of the certificate in force.
 *
 * @param csr PKCS#10 in PEM, for the same key or a new one
 */
public record IdCertificateRenewalData(String csr) implements RequestData {

    public IdCertificateRenewalData {
        csr = Fields.text("csr", csr, Fields.MAX_PEM);
    }
}
