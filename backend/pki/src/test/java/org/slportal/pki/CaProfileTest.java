package org.slportal.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.slportal.pki.KeyAlgorithm.EC_P256;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaProfileTest {

    @Test
    void the_standard_profile_has_no_problems_with_and_without_lists() {
        assertThat(Lab.profile().problems()).isEmpty();
        assertThat(CaProfile.standard("Lab", List.of()).problems()).isEmpty();
        assertThat(CaProfile.standard("L".repeat(48), List.of()).problems()).isEmpty();
    }

    /** Days of root, issuing, device, signing, tls, window; each row is wrong in one way. */
    @ParameterizedTest
    @CsvSource({
        "3651, 3652, 365, 365, 397, 30, longer than the root's",
        "7305, 427, 365, 365, 397, 30, exceed that of every certificate",
        "7305, 3652, 0, 365, 397, 30, DEVICE_ID: the validity",
        "7305, 3652, -1, 365, 397, 30, DEVICE_ID: the validity",
        "7305, 3652, 365, 30, 397, 30, renewal window must be shorter",
        "7305, 3652, 365, 365, 30, 30, renewal window must be shorter",
        "7305, 3652, 365, 365, 397, -1, renewal window must be shorter"
    })
    void nonsensical_times_are_named(
            int root, int issuing, int device, int signing, int tls, int window, String problem) {
        assertThat(profile(root, issuing, device, signing, tls, window, Duration.ofMinutes(5))
                        .problems())
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void the_shortest_sensible_issuing_validity_is_accepted() {
        assertThat(profile(428, 428, 365, 365, 397, 30, Duration.ofMinutes(5)).problems())
                .isEmpty();
        assertThat(profile(7305, 3652, 365, 365, 397, 30, Duration.ZERO).problems())
                .isEmpty();
        assertThat(profile(7305, 3652, 365, 365, 397, 30, Duration.ofSeconds(-1))
                        .problems())
                .isNotEmpty();
        assertThat(profile(7305, 3652, 365, 365, 397, 30, Duration.ofMillis(1)).problems())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL"})
    void an_unusable_issuer_name_is_named(String name) {
        assertThat(CaProfile.standard(name, List.of()).problems())
                .containsExactly("The issuer name must have 1 to 48 printable characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://portal/pki",
                "/pki",
                "portal",
                "http:///pki",
                "http://u:p@portal/",
                "http://portal/?a",
                "ldap://portal/"
            })
    void an_unusable_list_address_is_named(String base) {
        assertThat(CaProfile.standard("Lab", List.of(URI.create(base))).problems())
                .hasSize(1);
    }

    @Test
    void the_authority_refuses_to_start_and_touches_nothing(@TempDir Path directory) {
        Lab.MemoryRecord record = new Lab.MemoryRecord();

        assertThatThrownBy(() -> CertificateAuthority.open(
                        Lab.store(directory), record, new Lab.MovableClock(), CaProfile.standard("", List.of())))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("issuer name");
        assertThat(record.intents).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    private static CaProfile profile(
            int root, int issuing, int device, int signing, int tls, int window, Duration backDating) {
        return new CaProfile(
                "Lab",
                EC_P256,
                EC_P256,
                EC_P256,
                Duration.ofDays(root),
                Duration.ofDays(issuing),
                Duration.ofDays(device),
                Duration.ofDays(signing),
                Duration.ofDays(tls),
                Duration.ofDays(window),
                backDating,
                List.of());
    }
}
