package org.slportal.agent.engine;

import java.util.Optional;
import org.slportal.agent.identity.CertificateRefusedException;

/**
 * One line of the switch's log, without its time.
 *
 * @param severity 0 (emergency) to 7 (debugging)
 */
public record SyslogMessage(String facility, int severity, String mnemonic, String text) {

    /** What the PKI software says of a certificate it does not believe; empty if it has no words for it. */
    public static Optional<SyslogMessage> pki(CertificateRefusedException refusal) {
        return refusal.pkiMnemonic()
                .map(mnemonic -> new SyslogMessage("PKI", 3, mnemonic, String.valueOf(refusal.getMessage())));
    }

    /** {@code %SMART_LIC-6-AGENT_REG_SUCCESS: …}. */
    @Override
    public String toString() {
        return "%" + facility + "-" + severity + "-" + mnemonic + ": " + text;
    }
}
