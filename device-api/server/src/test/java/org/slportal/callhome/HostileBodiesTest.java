package org.slportal.callhome;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.protocol.Envelope;
import org.slportal.protocol.EnvelopeCodec;
import org.slportal.protocol.SignedMessageCodec;
import org.slportal.services.testing.MovableClock;
import org.springframework.beans.factory.annotation.Autowired;

/** What cannot be read as a message: an HTTP status and one line, never a look inside. */
@CallHomeTest
class HostileBodiesTest {

    private static final int FOUR_MEGABYTES = 4 * 1024 * 1024;

    @Autowired
    Endpoint endpoint;

    @Autowired
    MovableClock clock;

    private byte[] json;
    private byte[] xml;

    @BeforeEach
    void good_bodies() {
        Switch device = new Switch(endpoint, clock);
        String signed = SignedMessageCodec.encodeRequest(device.message(device.registration("no token", false)));
        json = signed.getBytes(StandardCharsets.UTF_8);
        xml = EnvelopeCodec.encode(
                Envelope.request("https://portal", 1, device.udi().serialNumber(), clock.instant(), signed));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertStatus(HttpResponse<byte[]> response, int status) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(body).isEqualTo(status);
        assertThat(body)
                .doesNotContain("Exception")
                .doesNotContain("org.slportal")
                .doesNotContain("java.")
                .doesNotContain("jackson")
                .doesNotContain("\tat ");
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void good_bodies_are_answered() {
        assertStatus(endpoint.post(Switch.DIRECT, "text/xml", xml), 200);
        assertStatus(endpoint.post(Switch.DIRECT, "application/soap+xml; charset=utf-8", xml), 200);
        assertStatus(endpoint.post(Switch.SMART, "application/json", json), 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {Switch.DIRECT, Switch.GATEWAY, Switch.SMART})
    void a_message_of_four_megabytes_is_413_with_and_without_a_length(String path) {
        String type = path.equals(Switch.SMART) ? "application/json" : "text/xml";
        byte[] body = new byte[FOUR_MEGABYTES];
        Arrays.fill(body, (byte) ' ');

        assertStatus(endpoint.post(path, type, body), 413);
        assertStatus(endpoint.postInChunks(path, type, body), 413);
    }

    @Test
    void the_limit_itself_is_read_and_a_byte_more_is_not() {
        byte[] limit = Arrays.copyOf(xml, EnvelopeCodec.MAX_MESSAGE_BYTES);
        Arrays.fill(limit, xml.length, limit.length, (byte) ' ');

        assertStatus(endpoint.post(Switch.DIRECT, "text/xml", limit), 200);
        assertStatus(endpoint.post(Switch.DIRECT, "text/xml", Arrays.copyOf(limit, limit.length + 1)), 413);
    }

    @Test
    void a_document_type_is_400() {
        String document = new String(xml, StandardCharsets.UTF_8);
        String start = document.substring(0, document.indexOf("?>") + 2);
        String rest = document.substring(start.length());

        assertStatus(
                endpoint.post(Switch.DIRECT, "text/xml", bytes(start + "<!DOCTYPE x [<!ENTITY a \"b\">]>" + rest)),
                400);
        assertStatus(
                endpoint.post(
                        Switch.DIRECT,
                        "text/xml",
                        bytes(start + "<!DOCTYPE x SYSTEM \"http://127.0.0.1:" + endpoint.port() + "/\">" + rest)),
                400);
    }

    @Test
    void what_is_cut_off_or_no_message_at_all_is_400() {
        for (int length : new int[] {0, 1, 100, xml.length / 2, xml.length - 1}) {
            assertStatus(endpoint.post(Switch.DIRECT, "text/xml", Arrays.copyOf(xml, length)), 400);
        }
        for (int length : new int[] {0, 1, 30, json.length / 2, json.length - 1}) {
            assertStatus(endpoint.post(Switch.SMART, "application/json", Arrays.copyOf(json, length)), 400);
        }
        for (String body : List.of("[]", "null", "7", "{}", "{\"signature\":null,\"request\":\"{}\"}")) {
            assertStatus(endpoint.post(Switch.SMART, "application/json", bytes(body)), 400);
        }
        assertStatus(endpoint.post(Switch.SMART, "application/json", new byte[] {'"', (byte) 0xC3, '"'}), 400);
        assertStatus(endpoint.post(Switch.SMART, "application/json", bytes("[".repeat(100_000))), 400);
    }

    @Test
    void a_content_type_nobody_sends_is_415() {
        for (String path : List.of(Switch.DIRECT, Switch.GATEWAY)) {
            assertStatus(endpoint.post(path, "application/json", json), 415);
            assertStatus(endpoint.post(path, "text/plain", xml), 415);
        }
        assertStatus(endpoint.post(Switch.SMART, "text/xml", json), 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/its/service/oddce/services/ddceservice",
                "/transportgateway/services/devicerequesthandler",
                "/Transportgateway/services/DeviceRequestHandler/",
                "/Transportgateway/services/devicerequesthandler"
            })
    void paths_are_case_sensitive(String path) {
        assertStatus(endpoint.post(path, "text/xml", xml), 404);
    }

    @Test
    void a_browser_that_looks_in_is_not_served() {
        assertStatus(endpoint.get(Switch.DIRECT), 405);
    }
}
