package org.slportal.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slportal.db.embedded.EmbeddedMariaDb;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Chooses the database: Spring's own settings, else PORTAL_DB_URL, PORTAL_DB_USER and PORTAL_DB_PASSWORD (or _FILE), else an
 * embedded server in the data directory. The server is registered first and therefore stopped last, after every connection.
 */
final class DatabaseInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.containsProperty("spring.datasource.url")) {
            return;
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        if (environment.containsProperty("portal.db.url")) {
            settings.put("spring.datasource.url", environment.getRequiredProperty("portal.db.url"));
            settings.put("spring.datasource.username", environment.getProperty("portal.db.user", "portal"));
            settings.put(
                    "spring.datasource.password",
                    password(
                            environment.getProperty("portal.db.password-file", ""),
                            environment.getProperty("portal.db.password", "")));
        } else {
            Path data = Path.of(environment.getRequiredProperty("portal.data-dir"));
            EmbeddedMariaDb database = EmbeddedMariaDb.start(data.resolve("mariadb"));
            ((DefaultListableBeanFactory) context.getBeanFactory())
                    .registerDisposableBean("embeddedMariaDb", database::close);
            settings.put("spring.datasource.url", database.connection().jdbcUrl());
            settings.put("spring.datasource.username", database.connection().user());
            settings.put("spring.datasource.password", database.connection().password());
        }
        environment.getPropertySources().addFirst(new MapPropertySource("portal database", settings));
    }

    /** The password in the file if one is named, else the other. */
    static String password(String file, String password) {
        if (file.isEmpty()) {
            return password;
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The database password file cannot be read: " + file, e);
        }
    }
}
