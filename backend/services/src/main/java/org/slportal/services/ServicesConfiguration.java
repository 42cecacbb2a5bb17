package org.slportal.services;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jooq.conf.Settings;
import org.slportal.pki.CaProfile;
import org.slportal.pki.CaStore;
import org.slportal.pki.CertificateAuthority;
import org.slportal.pki.CryptoProviders;
import org.slportal.pki.KeyAlgorithm;
import org.slportal.services.certificate.CertificateRecords;
import org.slportal.services.lab.LabClock;
import org.slportal.services.lab.LabClockAheadException;
import org.slportal.services.lab.LabClockRecord;
import org.slportal.services.lab.LabTime;
import org.slportal.services.lab.RealTime;
import org.slportal.services.secret.Sealer;
import org.slportal.services.secret.SecretStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** All services over a DataSource. The edges import this. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PortalProperties.class)
@ComponentScan
public class ServicesConfiguration {

    private static final String ISSUER = "Smart Licensing Portal";

    @Bean
    RealTime realTime() {
        return new RealTime(InstantSource.system());
    }

    /** Refuses to go on with data from a lab whose clock ran ahead: outside lab mode that would be a step backwards. */
    @Bean
    @DependsOnDatabaseInitialization
    LabClock labClock(LabClockRecord record, RealTime realTime, PortalProperties properties) {
        LabTime stored = record.read();
        if (!properties.lab() && !stored.isReal()) {
            throw new LabClockAheadException(stored.at(realTime.instant()));
        }
        return new LabClock(realTime, stored);
    }

    /** The portal's time: what every rule is measured by. */
    @Bean
    @Primary
    InstantSource clock(RealTime realTime, LabClock labClock, PortalProperties properties) {
        return properties.lab() ? labClock : realTime.source();
    }

    @Bean
    Settings jooqSettings() {
        // The server's group_concat_max_len is raised once; setting it per query would need allowMultiQueries.
        return new Settings().withRenderGroupConcatMaxLenSessionVariable(false).withRenderSchema(false);
    }

    @Bean
    SecretStore secretStore(PortalProperties properties) throws IOException {
        String file = properties.keyStorePasswordFile();
        String password = file.isEmpty()
                ? properties.keyStorePassword()
                : Files.readString(Path.of(file)).strip();
        return SecretStore.open(properties.dataDir().resolve("keys"), password);
    }

    @Bean
    Sealer sealer(SecretStore secrets) {
        return new Sealer(secrets.sealingKey());
    }

    /** Opens the authority, making it the first time; its intents go to the database, which must have its tables by then. */
    @Bean
    @DependsOnDatabaseInitialization
    CertificateAuthority certificateAuthority(
            PortalProperties properties,
            SecretStore secrets,
            CertificateRecords records,
            InstantSource clock,
            RealTime realTime) {
        CryptoProviders.install();
        CaProfile profile = CaProfile.standard(ISSUER, List.of(URI.create(properties.revocationBaseUrl() + "/pki")))
                .withKeys(KeyAlgorithm.EC_P256, properties.signingKey(), KeyAlgorithm.EC_P256);
        return CertificateAuthority.open(
                new CaStore(secrets.file("ca.p12"), secrets.password()), records, clock, realTime.source(), profile);
    }
}
