package org.slportal.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slportal.agent.engine.RegistrationStatus;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.FakePortal;
import org.slportal.agent.rig.ForwardProxy;
import org.slportal.agent.rig.MovableClock;
import org.slportal.agent.rig.TestPki;
import org.slportal.agent.rig.TlsPortal;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.RegistrationData;

/** What is configured, seen on the wire: real sockets, real TLS. */
@Timeout(60)
class ConfiguredWireTest {

    private static final HttpsTransport.Limits LIMITS =
            new HttpsTransport.Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 100_000);
    private static final String PATH = "/its/service/oddce/services/DDCEService";

    private final MovableClock clock = new MovableClock(Bench.START);
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private TlsPortal portal(TestPki pki, String name) throws IOException {
        TlsPortal portal = new TlsPortal(clock, pki, name);
        open.push(portal);
        return portal;
    }

    private Bench bench(TlsPortal portal, TestPki pki) {
        return Bench.over(portal, clock, pki, LIMITS);
    }

    /** A switch whose portal is {@code portal.example.com}, a name only the switch's configuration can resolve. */
    private Bench named(TlsPortal portal) {
        Bench bench = bench(portal, Bench.PKI);
        bench.configure(
                "no ip domain lookup",
                "call-home",
                "profile CiscoTAC-1",
                "no destination address http " + portal.url() + PATH,
                "destination address http https://portal.example.com:" + portal.port() + PATH);
        return bench;
    }

    private static void registered(Bench bench) {
        assertThat(bench.cli("show license status")).contains("Status: REGISTERED", "Status: AUTHORIZED on");
    }

    private static void failed(Bench bench, String reason) {
        assertThat(bench.cli("show license status"))
                .contains("Status: REGISTERING - REGISTRATION IN PROGRESS", "Failure reason: " + reason + "\n");
    }

    @Test
    void a_host_entry_leads_there_while_tls_still_checks_the_name() throws IOException {
        Bench bench = named(portal(Bench.PKI, "portal.example.com"));
        bench.register();
        failed(bench, FailureReason.UNRESOLVED_HOST);

        bench.configure("ip host Portal.example.com 127.0.0.1");
        bench.pass(Duration.ofSeconds(30));

        registered(bench);
    }

    @Test
    void a_wrong_name_is_refused_unless_the_identity_check_is_off() throws IOException {
        Bench bench = named(portal(Bench.PKI, "other.example.com"));
        bench.configure("ip host portal.example.com 127.0.0.1");
        bench.register();
        failed(bench, FailureReason.HTTP_SEND_FAILED);

        bench.configure("call-home", "no http secure server-identity-check");
        bench.pass(Duration.ofSeconds(30));

        registered(bench);
    }

    @Test
    void in_a_vrf_only_its_own_entries_and_routes_count() throws IOException {
        Bench bench = named(portal(Bench.PKI, "portal.example.com"));
        bench.configure(
                "vrf definition Mgmt-vrf",
                "address-family ipv4",
                "exit",
                "exit",
                "interface gi0/0",
                "vrf forwarding Mgmt-vrf",
                "ip address 192.0.2.10 255.255.255.0",
                "ip host portal.example.com 127.0.0.1",
                "ip http client source-interface GigabitEthernet0/0");
        bench.register();
        failed(bench, FailureReason.UNRESOLVED_HOST);

        bench.configure("ip host vrf Mgmt-vrf portal.example.com 127.0.0.1");
        bench.pass(Duration.ofSeconds(30));
        failed(bench, FailureReason.HTTP_SEND_FAILED);

        bench.configure("ip route vrf Mgmt-vrf 0.0.0.0 0.0.0.0 192.0.2.1");
        bench.pass(Duration.ofSeconds(30));
        registered(bench);
    }

    @Test
    void scenario_5_a_source_interface_that_is_down_sends_nothing_and_the_state_stays() throws IOException {
        Bench bench = bench(portal(Bench.PKI, "localhost"), Bench.PKI);
        bench.configure("interface Loopback0", "ip address 192.0.2.1 255.255.255.255");
        bench.configure("call-home", "source-interface lo0");
        bench.register();
        registered(bench);

        bench.configure("interface loopback 0", "shutdown");
        bench.cli("license smart renew auth");

        assertThat(bench.cli("show license status"))
                .contains(
                        "Status: AUTHORIZED on",
                        "Last Communication Attempt: FAILED on",
                        "Failure reason: Fail to send out Call Home HTTP message\n",
                        "Next Communication Attempt: Mar 13 08:09:54 2024 UTC",
                        "Communication Deadline: Jun 11 08:04:24 2024 UTC");
        assertThat(bench.cli("show logging | include SL_MESSAGE_FAILED")).contains("(ERR 205 : Request Aborted)");
        bench.configure("interface loopback 0", "no shutdown");
        bench.pass(Duration.ofSeconds(30));
        assertThat(bench.logged()).contains("%SMART_LIC-5-COMM_RESTORED");
    }

    @Test
    void a_route_to_nowhere_leads_nowhere() throws IOException {
        Bench bench = bench(portal(Bench.PKI, "localhost"), Bench.PKI);
        bench.configure("call-home", "http resolve-hostname ipv4-first");
        bench.configure("ip route 127.0.0.0 255.0.0.0 Null0", "ip host localhost 127.0.0.1");

        bench.register();

        failed(bench, FailureReason.HTTP_SEND_FAILED);
        bench.configure("ip route 127.0.0.1 255.255.255.255 192.0.2.1");
        bench.pass(Duration.ofSeconds(30));
        registered(bench);
    }

    @Test
    void scenario_3_certificates_are_judged_by_the_switchs_own_clock() throws IOException {
        Bench bench = bench(portal(Bench.PKI, "localhost"), Bench.PKI);
        bench.cli("clock set 08:00:00 13 mar 2001");

        bench.register();

        failed(bench, FailureReason.HTTP_SEND_FAILED);
        assertThat(bench.cli("show logging | include NOT_YET_VALID"))
                .contains("%PKI-3-CERTIFICATE_INVALID_NOT_YET_VALID: Certificate chain validation has failed.")
                .contains("Validity period starts on 2020-01-01T00:00:00Z");
        bench.cli("clock set 08:10:00 13 mar 2024");
        bench.pass(Duration.ofSeconds(30));
        registered(bench);
    }

    @Test
    void scenario_7_an_unreachable_revocation_list_keeps_the_answer_from_being_believed() throws IOException {
        // Accepts no connection beyond its backlog and never answers: the fetch runs into its time-out.
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.push(silent);
        TestPki pki = new TestPki("http://localhost:" + silent.getLocalPort() + "/pki/issuing.crl");
        Bench bench = bench(portal(pki, "localhost"), pki);
        assertThat(bench.cli("show running-config | section SLA-TrustPoint"))
                .isEqualTo("crypto pki trustpoint SLA-TrustPoint\n enrollment pkcs12\n revocation-check crl\n");

        bench.register();

        failed(bench, FailureReason.WAITING_FOR_REPLY);
        assertThat(bench.cli("show logging | include CRL_FETCH_FAIL"))
                .contains("%PKI-3-CRL_FETCH_FAIL: CRL fetch for trustpoint SLA-TrustPoint failed     Reason : "
                        + "Failed to select socket. Timeout : 5 (Connection timed out)");
        Instant next = Objects.requireNonNull(bench.state().registration().nextAttempt());
        assertThat(Duration.between(clock.instant(), next)).isBetween(Duration.ofMinutes(16), Duration.ofMinutes(20));

        bench.configure("crypto pki trustpoint SLA-TrustPoint", "revocation-check none");
        bench.passUntil(next);
        registered(bench);
    }

    @Test
    void a_list_is_kept_until_its_next_update_and_a_revoked_certificate_is_refused() throws IOException {
        byte[][] list = {new byte[0]};
        AtomicInteger fetched = new AtomicInteger();
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        open.push(() -> web.stop(0));
        web.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(200, list[0].length);
            exchange.getResponseBody().write(list[0]);
            exchange.close();
        });
        web.start();
        TestPki pki = new TestPki("http://localhost:" + web.getAddress().getPort() + "/pki/issuing.crl");
        list[0] = pki.list(Bench.START.minusSeconds(60), Bench.START.plus(Duration.ofDays(7)), false);
        Bench bench = bench(portal(pki, "localhost"), pki);

        bench.register();
        registered(bench);
        bench.pass(Duration.ofDays(6));
        bench.cli("license smart renew auth");
        assertThat(fetched).hasValue(1);

        bench.passUntil(Bench.START.plus(Duration.ofDays(7)));
        list[0] = pki.list(clock.instant(), clock.instant().plus(Duration.ofDays(7)), true);
        bench.cli("license smart renew auth");

        assertThat(fetched).hasValue(2);
        assertThat(bench.logged()).contains("%PKI-3-CERTIFICATE_REVOKED");
        assertThat(Objects.requireNonNull(bench.state().authorization().last()).failureReason())
                .isEqualTo("Certificate validation failed");
        // Another's signature does not make a list.
        list[0] = new TestPki("http://localhost/")
                .list(clock.instant(), clock.instant().plus(Duration.ofDays(7)), false);
        bench.cli("clear crypto pki crls");
        bench.cli("license smart renew auth");
        assertThat(Objects.requireNonNull(bench.state().authorization().last()).failureReason())
                .isEqualTo(FailureReason.WAITING_FOR_REPLY);
    }

    @Test
    void a_proxy_that_intercepts_tls_fails_until_its_authority_is_pasted_in_and_still_cannot_speak_for_the_portal()
            throws IOException {
        TlsPortal real = portal(Bench.PKI, "localhost");
        TestPki interceptor = new TestPki();
        // Behind the proxy sits something with the proxy's own certificate; its answers are signed by the real
        // portal's.
        TlsPortal pretended = new TlsPortal(clock, Bench.PKI, interceptor.tls("localhost"));
        open.push(pretended);
        ForwardProxy proxy = new ForwardProxy(pretended.port());
        open.push(proxy);
        Bench bench = bench(real, Bench.PKI);
        bench.configure("call-home", "http-proxy 127.0.0.1 port " + proxy.port());

        bench.register();
        failed(bench, FailureReason.HTTP_SEND_FAILED);
        assertThat(proxy.asked).containsExactly("CONNECT localhost:" + real.port() + " HTTP/1.1");

        bench.configure("crypto pki trustpoint LicRoot", "enrollment terminal", "revocation-check none");
        bench.configure(("crypto pki authenticate LicRoot\n" + interceptor.rootPem() + "\nyes").split("\n"));
        bench.pass(Duration.ofSeconds(30));
        registered(bench);

        // Answers signed below that authority are another matter.
        TlsPortal liar = new TlsPortal(clock, interceptor, interceptor.tls("localhost"));
        open.push(liar);
        ForwardProxy lying = new ForwardProxy(liar.port());
        open.push(lying);
        bench.configure("call-home", "http-proxy 127.0.0.1 port " + lying.port());
        bench.cli("license smart register idtoken " + FakePortal.TOKEN + " force");
        assertThat(Objects.requireNonNull(bench.state().registration().initial())
                        .failureReason())
                .isEqualTo("Certificate validation failed");
    }

    @Test
    void the_http_clients_proxy_serves_where_call_home_has_none() throws IOException {
        TlsPortal real = portal(Bench.PKI, "localhost");
        ForwardProxy proxy = new ForwardProxy(real.port());
        open.push(proxy);
        Bench bench = bench(real, Bench.PKI);
        bench.configure("ip http client proxy-server localhost proxy-port " + proxy.port());

        bench.register();

        registered(bench);
        assertThat(proxy.asked).hasSize(2);
    }

    @Test
    void the_json_transport_posts_to_its_own_address_without_any_profile() throws IOException {
        TlsPortal portal = portal(Bench.PKI, "localhost");
        Bench bench = bench(portal, Bench.PKI);
        bench.configure(
                "no service call-home",
                "license smart transport smart",
                "license smart url " + portal.url() + "/SmartTransport");

        bench.register();

        registered(bench);
        assertThat(portal.paths).containsOnly("/SmartTransport");
        assertThat(bench.cli("show license status | section Transport"))
                .startsWith("Transport:\n  Type: Smart\n  URL: " + portal.url() + "/SmartTransport\n");
    }

    @Test
    void the_gateways_path_counts_its_capitals() throws IOException {
        TlsPortal portal = portal(Bench.PKI, "localhost");
        Bench bench = bench(portal, Bench.PKI);
        String right = portal.url() + "/Transportgateway/services/DeviceRequestHandler";
        bench.configure(
                "call-home",
                "profile CiscoTAC-1",
                "no destination address http " + portal.url() + PATH,
                "destination address http " + right.replace("gateway", "Gateway"));
        bench.register();
        failed(bench, FailureReason.RESPONSE_ERROR);

        bench.configure("call-home", "profile CiscoTAC-1", "destination address http " + right);
        bench.pass(Duration.ofSeconds(30));
        registered(bench);
    }

    @Test
    void a_hidden_host_name_stays_off_the_wire() throws IOException {
        TlsPortal portal = portal(Bench.PKI, "localhost");
        Bench bench = bench(portal, Bench.PKI);
        bench.configure("license smart privacy hostname");

        bench.register();

        assertThat(((RegistrationData) portal.portal.bodies.getFirst()).hostname())
                .isNull();
        assertThat(bench.cli("show license status | section Data Privacy")).isEqualTo("""
                Data Privacy:
                  Sending Hostname: no
                    Callhome hostname privacy: DISABLED
                    Smart Licensing hostname privacy: ENABLED
                  Version privacy: DISABLED
                """);
        bench.configure("no license smart privacy", "call-home", "data-privacy hostname");
        assertThat(bench.cli("show license status"))
                .contains("Sending Hostname: no", "Callhome hostname privacy: ENABLED");
    }

    @Test
    void a_message_above_the_profiles_limit_is_not_sent() throws IOException {
        TlsPortal portal = portal(Bench.PKI, "localhost");
        Bench bench = bench(portal, Bench.PKI);
        bench.configure("call-home", "profile CiscoTAC-1", "destination message-size-limit 1000");

        bench.register();

        failed(bench, FailureReason.HTTP_SEND_FAILED);
        assertThat(portal.paths).isEmpty();
        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.IN_PROGRESS);
        assertThat(bench.cli("show call-home profile all")).contains("Message Size Limit: 1000 Bytes");
    }
}
