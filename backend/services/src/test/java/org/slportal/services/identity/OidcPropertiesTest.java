package org.slportal.services.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcPropertiesTest {

    private static final String ISSUER = "https://id.example.com/realms/lab";
    private static final String SECRET = "a secret nobody must read";

    private static OidcProperties with(String issuer, String id, String secret, String file) {
        return new OidcProperties(issuer, id, secret, file, "", false, false);
    }

    private static void refused(String why, String issuer, String id, String secret, String file) {
        assertThatThrownBy(() -> with(issuer, id, secret, file))
                .isInstanceOf(OidcSettingsException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void nothing_set_is_off_and_all_set_is_on() {
        assertThat(with("", "", "", "").isOn()).isFalse();
        OidcProperties all = with(ISSUER, "portal", SECRET, "");
        assertThat(all.isOn()).isTrue();
        assertThat(all.displayName()).isEqualTo("id.example.com");
        assertThat(all.toString()).doesNotContain(SECRET);
    }

    @Test
    void half_set_is_refused_by_naming_what_is_missing() {
        refused("portal.oidc.issuer must be set", "", "portal", SECRET, "");
        refused("portal.oidc.client-id must be set", ISSUER, "", SECRET, "");
        refused("client-secret and portal.oidc.client-secret-file", ISSUER, "portal", "", "");
        refused("client-secret and portal.oidc.client-secret-file", ISSUER, "portal", SECRET, "/run/secret");
        assertThatThrownBy(() -> new OidcProperties("", "", "", "", "", true, false))
                .hasMessageContaining("portal.oidc.issuer must be set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "https://somebody@id.example.com",
                "https://id.example.com?tenant=1",
                "https://id.example.com#lab",
                "https:/id.example.com",
                "ftp://localhost",
                "id.example.com",
                "https://id example.com"
            })
    void an_issuer_that_others_could_read_or_no_address_at_all_is_refused(String issuer) {
        refused("portal.oidc.issuer", issuer, "portal", SECRET, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8180/realms/lab", "http://127.0.0.1:8180", "http://[::1]:8180"})
    void on_this_machine_http_will_do(String issuer) {
        assertThat(with(issuer, "portal", SECRET, "").isOn()).isTrue();
    }

    @Test
    void a_secret_may_lie_in_a_file(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        assertThat(with(ISSUER, "portal", "", file.toString()).secret()).isEqualTo(SECRET);

        Files.writeString(file, "\n");
        assertThatThrownBy(() -> with(ISSUER, "portal", "", file.toString()).secret())
                .isInstanceOf(OidcSettingsException.class)
                .hasMessageContaining("is empty");
        Files.delete(file);
        assertThatThrownBy(() -> with(ISSUER, "portal", "", file.toString()).secret())
                .isInstanceOf(OidcSettingsException.class)
                .hasMessageContaining("cannot be read");
    }
}
