package org.slportal.domain.reservation;

import java.util.List;

/** An authorization code as people carry it: one line of XML, ASCII. */
public final class SignedAuthorizationCode {

    private final AuthorizationCode code;
    private final byte[] signature;
    private final List<byte[]> chain;

    SignedAuthorizationCode(AuthorizationCode code, byte[] signature, List<byte[]> chain) {
        this.code = code;
        this.signature = signature.clone();
        this.chain = chain.stream().map(byte[]::clone).toList();
    }

    /** Reads without verifying the signature. Line ends, as copying adds them, are of no account. */
    public static SignedAuthorizationCode parse(String typed) throws BadCodeException {
        return AuthorizationCodeReader.read(typed);
    }

    public AuthorizationCode code() {
        return code;
    }

    public byte[] signature() {
        return signature.clone();
    }

    /** DER, the signer's certificate first. */
    public List<byte[]> chain() {
        return chain.stream().map(byte[]::clone).toList();
    }

    public String text() {
        StringBuilder xml = new StringBuilder("<specificPLR>").append(code.body());
        AuthorizationCode.element(xml, "signature", AuthorizationCode.base64(signature));
        xml.append(code.udiElement()).append("<certificates>");
        for (byte[] certificate : chain) {
            AuthorizationCode.element(xml, "certificate", AuthorizationCode.base64(certificate));
        }
        return xml.append("</certificates></specificPLR>").toString();
    }

    @Override
    public String toString() {
        return "SignedAuthorizationCode[" + code.udi() + " #" + code.sequence() + "]";
    }
}
