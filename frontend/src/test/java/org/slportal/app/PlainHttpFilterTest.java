package org.slportal.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.pki.KeyAlgorithm;
import org.slportal.services.PortalProperties;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PlainHttpFilterTest {

    private static final String NEIGHBOUR = "192.0.2.7";

    private final PlainHttpFilter filter = new PlainHttpFilter(new PortalProperties(
            Path.of("data"),
            "0.0.0.0",
            8080,
            8443,
            List.of(),
            "",
            "",
            "",
            true,
            KeyAlgorithm.EC_P256,
            Duration.ofMinutes(1)));

    @Test
    void a_neighbour_is_sent_to_https_and_keeps_the_path() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        assertThat(passes(request("GET", "/inventory", NEIGHBOUR, false), response))
                .isFalse();
        assertThat(response.getStatus()).isEqualTo(308);
        assertThat(response.getHeader("Location")).isEqualTo("https://portal.example:8443/inventory");
    }

    @Test
    void a_neighbours_credentials_are_not_taken_over_plain_http() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        assertThat(passes(request("POST", "/oauth2/default/v1/token", NEIGHBOUR, false), response))
                .isFalse();
        assertThat(response.getStatus()).isEqualTo(403);
    }

    @Test
    void certificates_and_revocation_lists_are_for_everybody() throws Exception {
        assertThat(passes(request("GET", "/lab/clock", NEIGHBOUR, false), new MockHttpServletResponse()))
                .isTrue();
        assertThat(passes(request("GET", "/lab", NEIGHBOUR, false), new MockHttpServletResponse()))
                .isFalse();
        assertThat(passes(request("GET", "/pki/issuing.crl", NEIGHBOUR, false), new MockHttpServletResponse()))
                .isTrue();
    }

    @Test
    void a_path_that_only_looks_like_them_is_not() throws Exception {
        assertThat(passes(request("GET", "/pkix", NEIGHBOUR, false), new MockHttpServletResponse()))
                .isFalse();
        assertThat(passes(
                        request("POST", "/pki/../oauth2/default/v1/token", NEIGHBOUR, false),
                        new MockHttpServletResponse()))
                .isFalse();
        assertThat(passes(
                        request("POST", "/pki/%2e%2e/oauth2/default/v1/token", NEIGHBOUR, false),
                        new MockHttpServletResponse()))
                .isFalse();
    }

    @Test
    void https_and_the_machine_itself_pass() throws Exception {
        assertThat(passes(request("POST", "/login", NEIGHBOUR, true), new MockHttpServletResponse()))
                .isTrue();
        assertThat(passes(request("POST", "/login", "127.0.0.1", false), new MockHttpServletResponse()))
                .isTrue();
        assertThat(passes(request("POST", "/login", "0:0:0:0:0:0:0:1", false), new MockHttpServletResponse()))
                .isTrue();
    }

    private boolean passes(MockHttpServletRequest request, MockHttpServletResponse response) throws Exception {
        MockFilterChain chain = new MockFilterChain();
        filter.doFilter(request, response, chain);
        return chain.getRequest() != null;
    }

    private static MockHttpServletRequest request(String method, String uri, String address, boolean secure) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, uri);
        request.setServerName("portal.example");
        request.setRemoteAddr(address);
        request.setSecure(secure);
        return request;
    }
}
