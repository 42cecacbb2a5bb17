package org.slportal.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.pki.CertificateAuthority;
import org.slportal.pki.TlsIdentity;
import org.slportal.services.PortalProperties;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.stereotype.Component;

/** Renews the portal's own certificates while it runs; the web server takes up a new one for connections from then on. */
@Component
class OwnCertificateRenewal {

    private static final Logger log = LoggerFactory.getLogger(OwnCertificateRenewal.class);

    private final CertificateAuthority authority;
    private final PortalProperties properties;
    private final SslBundleRegistry bundles;
    private String served;

    OwnCertificateRenewal(CertificateAuthority authority, PortalProperties properties, SslBundleRegistry bundles) {
        this.authority = authority;
        this.properties = properties;
        this.bundles = bundles;
        this.served = TlsConfiguration.identity(authority, properties).certificateSerialHex();
    }

    synchronized void renewIfDue() {
        authority.renewSigningIfDue();
        TlsIdentity identity = TlsConfiguration.identity(authority, properties);
        if (!identity.certificateSerialHex().equals(served)) {
            bundles.updateBundle(TlsConfiguration.BUNDLE, TlsConfiguration.bundle(identity));
            served = identity.certificateSerialHex();
            log.info("The web server serves certificate {} from now on", served);
        }
    }
}
