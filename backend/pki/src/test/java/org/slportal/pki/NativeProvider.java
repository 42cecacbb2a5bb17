package org.slportal.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.Security;

/** Runs a test under the native provider and takes it away again, where this machine can have it. */
final class NativeProvider {

    interface Body {
        void run() throws Exception;
    }

    private NativeProvider() {}

    static void run(Body body) throws Exception {
        assumeTrue("Linux".equals(System.getProperty("os.name")) && "amd64".equals(System.getProperty("os.arch")));
        assertThat(CryptoProviders.install()).isEqualTo(CryptoProviders.NATIVE_NAME);
        try {
            body.run();
        } finally {
            Security.removeProvider(CryptoProviders.NATIVE_NAME);
        }
    }
}
