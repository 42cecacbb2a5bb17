package org.slportal.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.TestPki;

class WireConfigurationTest {

    private static final String[] EVERYTHING = {
        "clock timezone KST 9 0",
        "clock calendar-valid",
        "vrf definition Mgmt-vrf",
        "address-family ipv4",
        "exit-address-family",
        "no ip domain lookup",
        "ip host portal.example.com 192.0.2.7",
        "ip host vrf Mgmt-vrf portal.example.com 192.0.2.8",
        "ip name-server 192.0.2.53 192.0.2.54",
        "ip name-server vrf Mgmt-vrf 192.0.2.55",
        "interface GigabitEthernet0/0",
        "description to the lab",
        "vrf forwarding Mgmt-vrf",
        "ip address 192.0.2.10 255.255.255.0",
        "shutdown",
        "interface vlan 1",
        "ip address dhcp",
        "ip http client source-interface GigabitEthernet0/0",
        "ip http client proxy-server proxy.example.com proxy-port 3128",
        "ip route vrf Mgmt-vrf 0.0.0.0 0.0.0.0 192.0.2.1",
        "ip route 10.0.0.0 255.0.0.0 null 0",
        "ntp server vrf Mgmt-vrf ntp.example.com",
        "crypto pki trustpoint LicRoot",
        "enrollment terminal",
        "subject-name CN=x, O=y",
        "revocation-check crl none",
        "call-home",
        "contact-email-addr lab@example.com",
        "http-proxy proxy.example.com port 8080",
        "http resolve-hostname ipv4-first",
        "source-interface GigabitEthernet0/0",
        "no http secure server-identity-check",
        "data-privacy hostname",
        "profile CiscoTAC-1",
        "destination message-size-limit 2000000",
        "license smart transport smart",
        "license smart url https://portal.example.com/SmartTransport",
        "license smart privacy all",
    };

    @Test
    void everything_configured_survives_a_restart_word_for_word() {
        Bench bench = Bench.advantage();
        assertThat(bench.configure(EVERYTHING)).isEmpty();
        paste(bench, new TestPki().rootPem(), "yes");
        String before = body(bench);

        bench.restart(Duration.ofMinutes(1));

        assertThat(body(bench)).isEqualTo(before);
        assertThat(before)
                .contains(
                        "clock timezone KST 9 0\nclock calendar-valid\n",
                        "vrf definition Mgmt-vrf\n",
                        "no ip domain lookup\n",
                        "ip host portal.example.com 192.0.2.7\nip host vrf Mgmt-vrf portal.example.com 192.0.2.8\n",
                        "ip name-server 192.0.2.53\nip name-server 192.0.2.54\nip name-server vrf Mgmt-vrf 192.0.2.55\n",
                        "interface GigabitEthernet0/0\n description to the lab\n vrf forwarding Mgmt-vrf\n"
                                + " ip address 192.0.2.10 255.255.255.0\n shutdown\n",
                        "interface Vlan1\n ip address dhcp\n",
                        "ip route 10.0.0.0 255.0.0.0 Null0\n",
                        "crypto pki trustpoint LicRoot\n enrollment terminal\n subject-name CN=x, O=y\n"
                                + " revocation-check crl none\n",
                        "crypto pki certificate chain LicRoot\n certificate ca ",
                        " source-interface GigabitEthernet0/0\n",
                        "  destination message-size-limit 2000000\n",
                        "license smart privacy all\n");
    }

    private static String body(Bench bench) {
        String shown = bench.cli("show running-config");
        return shown.substring(shown.indexOf("\nversion"));
    }

    private static String paste(Bench bench, String pem, String... after) {
        return bench.configure(
                ("crypto pki authenticate LicRoot\n" + pem + "\n" + String.join("\n", after)).split("\n", -1));
    }

    @Test
    void a_factory_switch_shows_its_licensing_trustpoint_with_the_check_of_the_list() {
        assertThat(Bench.advantage().cli("show crypto pki trustpoints")).isEqualTo("""
                        Trustpoint SLA-TrustPoint:
                            Factory installed licensing root
                            Revocation check: crl

                        """);
    }

    @Test
    void the_whole_configuration_names_the_addresses_in_force_and_what_nobody_configured() {
        Bench bench = Bench.advantage();
        assertThat(bench.cli("show run all | in destination address http"))
                .isEqualTo(
                        "  destination address http https://tools.cisco.com/its/service/oddce/services/DDCEService\n");
        bench.configure("call-home", "profile CiscoTAC-1", "destination address http https://portal.example.com/x");

        assertThat(bench.cli("show run all | in destination address http"))
                .isEqualTo("  destination address http https://portal.example.com/x\n");
        assertThat(bench.cli("show run all"))
                .contains(
                        " http secure server-identity-check\n",
                        " no data-privacy hostname\n",
                        "  destination message-size-limit 3145728\n",
                        "license smart transport callhome\n",
                        "no license smart privacy hostname\n");
        assertThat(bench.cli("show running-config | include size-limit|identity-check|privacy|transport callhome"))
                .isEmpty();
    }

    @Test
    void a_pasted_certificate_shows_its_fingerprints_and_is_kept_only_after_yes() {
        Bench bench = Bench.advantage();
        bench.configure("crypto pki trustpoint LicRoot", "enrollment terminal");
        String pem = new TestPki().rootPem();

        String refused = paste(bench, pem, "maybe", "no");

        assertThat(refused)
                .startsWith("""

                        Enter the base 64 encoded CA certificate.
                        End with a blank line or the word "quit" on a line by itself

                        Certificate has the following attributes:
                        """)
                .containsPattern("Fingerprint MD5: ([0-9A-F]{8} ){3}[0-9A-F]{8}\n")
                .containsPattern("Fingerprint SHA1: ([0-9A-F]{8} ){4}[0-9A-F]{8}\n")
                .endsWith("% Please answer 'yes' or 'no'.\n% CA certificate not accepted.\n\n");
        assertThat(bench.cli("show crypto pki trustpoints")).contains("Not authenticated.");

        String accepted = paste(bench, pem.replaceAll("-----.*-----\n", ""), "y");
        assertThat(accepted).endsWith("Trustpoint CA certificate accepted.\n% Certificate successfully imported\n\n");
        assertThat(bench.cli("show crypto pki trustpoints")).contains("CN=Practice Root");
    }

    @Test
    void junk_and_certificates_of_no_authority_are_not_taken() {
        Bench bench = Bench.advantage();
        bench.configure("crypto pki trustpoint LicRoot");

        assertThat(paste(bench, "bm90IGEgY2VydGlmaWNhdGU=\n")).contains("% Error in saving certificate: status = FAIL");
        assertThat(paste(bench, new TestPki().signingPem())).contains("not the certificate of an authority");
        assertThat(bench.configure("crypto pki authenticate Nobody"))
                .contains("% CA trustpoint Nobody is not defined.");
        assertThat(bench.configure("crypto pki authenticate LicRoot", "x".repeat(10_000), "y".repeat(100_000), "quit"))
                .contains("status = FAIL");
        assertThat(bench.cli("show clock")).contains("UTC");
    }

    @Test
    void a_trustpoint_with_a_certificate_is_removed_only_after_yes() {
        Bench bench = Bench.advantage();
        bench.configure("crypto pki trustpoint LicRoot");
        paste(bench, new TestPki().rootPem(), "yes");

        bench.configure("no crypto pki trustpoint LicRoot", "no");
        assertThat(bench.cli("show running-config")).contains("crypto pki trustpoint LicRoot\n");
        bench.configure("no crypto pki trustpoint LicRoot", "yes");
        assertThat(bench.cli("show running-config")).doesNotContain("LicRoot");
    }

    @Test
    void without_the_licensing_trustpoint_no_answer_is_believed_and_its_absence_survives_a_restart() {
        Bench bench = Bench.advantage();
        bench.configure("no crypto pki trustpoint SLA-TrustPoint");
        bench.restart(Duration.ofSeconds(1));

        bench.register();

        assertThat(bench.cli("show license status")).contains("Failure reason: Certificate validation failed\n");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        Bench bench = Bench.advantage();

        assertThat(bench.configure("interface nonsense 1")).isEqualTo("% Invalid interface type and number\n");
        assertThat(bench.configure("ip host name 300.1.1.1")).isEqualTo("% Invalid address or name\n");
        assertThat(bench.configure("ip route 10.0.0.0 255.0.255.0 192.0.2.1")).isEqualTo("% Invalid address or name\n");
        assertThat(bench.configure("ip name-server vrf Nowhere 192.0.2.1")).contains("% VRF Nowhere does not exist");
        assertThat(bench.configure("crypto key zeroize rsa")).contains("% No Signature RSA Keys found");
        assertThat(bench.configure("license smart url ftp://x/")).contains("% Invalid URL");
        assertThat(bench.configure("clock timezone KST 99")).isEqualTo("% Invalid time zone\n");
    }

    @Test
    void a_removed_vrf_takes_what_belonged_to_it_along() {
        Bench bench = Bench.advantage();
        bench.configure(EVERYTHING);

        bench.configure("no vrf definition Mgmt-vrf");

        assertThat(bench.cli("show running-config | include Mgmt-vrf")).isEmpty();
        assertThat(bench.cli("show running-config | section interface GigabitEthernet0/0"))
                .contains(" no ip address\n");
    }

    @Test
    void only_one_active_profile_carries_licensing() {
        Bench bench = Bench.advantage();

        bench.configure("call-home", "profile Lab", "reporting smart-licensing-data", "active");

        assertThat(bench.cli("show call-home smart-licensing")).contains("Profile: Lab (status: ACTIVE)");
        assertThat(bench.cli("show running-config | section CiscoTAC-1")).contains("no reporting smart-licensing-data");
    }
}
