package org.slportal.pki;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The plans that may still be signed, each once: two certificates never share a serial number, and nothing is signed that was not planned
 * here. A plan that nobody signs is dropped when {@value #LIMIT} newer ones came.
 */
final class PlannedCertificates {

    private static final int LIMIT = 65_536;

    private record Plan(CertificateIntent intent, X500Principal subject) {}

    private final Map<String, Plan> bySerial = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Plan> eldest) {
            return size() > LIMIT;
        }
    };

    synchronized void add(CertificateIntent intent, X500Principal subject) {
        bySerial.put(intent.serialHex(), new Plan(intent, subject));
    }

    /**
     * Uses the plan up and returns its subject.
     *
     * @throws PkiException if it was used before, altered or never made here
     */
    synchronized X500Principal take(CertificateIntent intent) {
        @Nullable Plan plan = bySerial.remove(intent.serialHex());
        if (plan == null || !plan.intent().equals(intent)) {
            throw new PkiException("Certificate " + intent.serialHex()
                    + " was not planned by this authority, or its plan was already used; plan anew");
        }
        return plan.subject();
    }
}
