package org.slportal.app;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Connector;
import org.slportal.pki.CertificateAuthority;
import org.slportal.pki.TlsIdentity;
import org.slportal.services.PortalProperties;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two listeners: everything over TLS with a certificate of the portal's own authority, and plain HTTP beside it. */
@Configuration(proxyBeanMethods = false)
class TlsConfiguration {

    static final String BUNDLE = "portal";

    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    @Bean
    SslBundleRegistrar tlsBundle(CertificateAuthority authority, PortalProperties properties) {
        return registry -> registry.registerBundle(BUNDLE, bundle(identity(authority, properties)));
    }

    /** The certificate for the names of today's settings, renewed if it is due. */
    static TlsIdentity identity(CertificateAuthority authority, PortalProperties properties) {
        List<String> names = new ArrayList<>(List.of("localhost"));
        List<String> addresses = new ArrayList<>(List.of("127.0.0.1", "::1"));
        List<String> more = new ArrayList<>(properties.hostNames());
        if (!List.of("0.0.0.0", "::", "127.0.0.1").contains(properties.listen())) {
            more.add(properties.listen());
        }
        more.stream().map(String::strip).filter(name -> !name.isEmpty()).forEach(name -> {
            List<String> kind = IP_ADDRESS.matcher(name).matches() ? addresses : names;
            if (!kind.contains(name)) {
                kind.add(name);
            }
        });
        return authority.tlsIdentity(names, addresses);
    }

    static SslBundle bundle(TlsIdentity identity) {
        String password = new String(identity.keyPassword());
        return SslBundle.of(
                SslStoreBundle.of(identity.keyStore(), password, null), SslBundleKey.of(password, TlsIdentity.ALIAS));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainHttpListener(PortalProperties properties) {
        return factory -> {
            Connector connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
            connector.setPort(properties.httpPort());
            connector.setProperty("address", properties.listen());
            factory.addAdditionalConnectors(connector);
        };
    }
}
