package org.slportal.domain.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.device.Udi;
import org.slportal.domain.license.EntitlementTag;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.reservation.BadCodeException.Problem;

class ReservationCodesTest {

    private static final Udi UDI = new Udi("C9300-48P-4X", "XDC240312LB5");

    private final DeviceSecret secret = DeviceSecret.ofHex("000102030405060708090a0b0c0d0e");
    private final RequestCode request = secret.request(ReservationKind.SPECIFIC, UDI);

    private static String fixture(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ReservationCodesTest.class.getResourceAsStream("/reservation/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }

    private static Problem problem(ThrowingCallable act) {
        return catchThrowableOfType(BadCodeException.class, act).problem();
    }

    private AuthorizationCode authorization() {
        return new AuthorizationCode(
                ReservationKind.SPECIFIC,
                "7a2b1c3d-0000-4000-8000-00000000abcd",
                3,
                request.commitment(),
                Instant.parse("2026-11-25T10:00:00.123Z"),
                UDI,
                List.of(
                        new ReservedEntitlement(
                                new EntitlementTag("regid.2026-11.org.example.A,1.0_1"),
                                2,
                                null,
                                null,
                                LicenseTerm.PERPETUAL,
                                "C9300 & <Network>",
                                "What is it? \"x\" 한",
                                null),
                        new ReservedEntitlement(
                                new EntitlementTag("regid.2026-11.org.example.B,1.0_2"),
                                1,
                                LocalDate.of(2026, 1, 1),
                                LocalDate.of(2027, 1, 31),
                                LicenseTerm.TERM,
                                "C9300 DNA Advantage",
                                "",
                                "SUB-1")));
    }

    private SignedAuthorizationCode signed() {
        return authorization().signed(new byte[] {1, 2, 3}, List.of(new byte[] {4, 5}, new byte[] {6}));
    }

    @Test
    void the_codes_are_those_of_the_fixtures() throws IOException {
        assertThat(request.text()).isEqualTo(fixture("request.txt"));
        assertThat(secret.confirmation(UDI, 2).text()).isEqualTo(fixture("confirmation.txt"));
        assertThat(secret.returned(UDI, 1).text()).isEqualTo(fixture("return.txt"));
        assertThat(signed().text()).isEqualTo(fixture("authorization.xml"));
    }

    @Test
    void a_request_code_is_read_back_also_with_spaces_and_line_ends() throws BadCodeException {
        assertThat(RequestCode.parse(request.text())).isEqualTo(request);
        assertThat(RequestCode.parse(" " + request.text().replace(":", ":\r\n ") + "\n"))
                .isEqualTo(request);
        RequestCode universal = secret.request(ReservationKind.UNIVERSAL, UDI);
        assertThat(RequestCode.parse(universal.text())).isEqualTo(universal);
    }

    @Test
    void every_single_typo_in_a_request_code_is_found() {
        String text = request.text();
        for (int i = 4; i < text.length() - 3; i++) {
            String wrong = text.substring(0, i) + (text.charAt(i) == 'X' ? 'Y' : 'X') + text.substring(i + 1);
            assertThat(problem(() -> RequestCode.parse(wrong))).as(wrong).isEqualTo(Problem.TYPO);
        }
        assertThat(problem(() -> RequestCode.parse(text.substring(0, text.length() - 1))))
                .isEqualTo(Problem.SHAPE);
    }

    @Test
    void neighbours_exchanged_are_found() throws BadCodeException {
        String text = secret.returned(UDI, 1).text();
        for (int i = 3; i < text.length() - 4; i++) {
            if (text.charAt(i) != text.charAt(i + 1) && text.charAt(i) != '-' && text.charAt(i + 1) != '-') {
                String wrong = text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2);
                assertThat(problem(() -> ProofCode.parse(ProofCode.Kind.RETURN, wrong)))
                        .isEqualTo(Problem.TYPO);
            }
        }
    }

    @Test
    void something_else_is_no_code() {
        for (String other : List.of("", "hello", "CE-Z", "CX-ZA:B-123456789-00", "CE-Z" + "A".repeat(200))) {
            assertThat(problem(() -> RequestCode.parse(other))).as(other).isEqualTo(Problem.SHAPE);
        }
        assertThat(problem(() -> ProofCode.parse(
                        ProofCode.Kind.RETURN, secret.confirmation(UDI, 1).text())))
                .isEqualTo(Problem.SHAPE);
    }

    @Test
    void a_proof_proves_its_own_authorization_kind_and_device_only() throws BadCodeException {
        for (int sequence = 1; sequence <= 4; sequence++) {
            ProofCode confirmed = ProofCode.parse(
                    ProofCode.Kind.CONFIRMATION,
                    secret.confirmation(UDI, sequence).text());
            ProofCode returned = ProofCode.parse(
                    ProofCode.Kind.RETURN, secret.returned(UDI, sequence).text().toLowerCase(java.util.Locale.ROOT));
            for (int asked = 1; asked <= 5; asked++) {
                assertThat(confirmed.proves(request, asked)).isEqualTo(asked == sequence);
                assertThat(returned.proves(request, asked)).isEqualTo(asked == sequence);
            }
            RequestCode other =
                    new RequestCode(ReservationKind.SPECIFIC, new Udi("C9300-48P-4X", "OTHER"), request.commitment());
            assertThat(returned.proves(other, sequence)).isFalse();
        }
    }

    @Test
    void proofs_of_another_request_of_the_same_device_prove_nothing() {
        DeviceSecret later = DeviceSecret.random(new Random(1));
        assertThat(later.returned(UDI, 1).proves(request, 1)).isFalse();
    }

    @Test
    void any_link_survives_being_typed() throws BadCodeException {
        for (int seed = 0; seed < 200; seed++) {
            DeviceSecret any = DeviceSecret.random(new Random(seed));
            ProofCode code = any.returned(UDI, 1);
            assertThat(ProofCode.parse(ProofCode.Kind.RETURN, code.text())).isEqualTo(code);
        }
    }

    @Test
    void letters_that_look_like_digits_are_taken_for_them() throws BadCodeException {
        ProofCode code = secret.returned(UDI, 1);
        String typed = "CR" + code.text().substring(2).replace('0', 'o').replace('1', 'l');
        assertThat(ProofCode.parse(ProofCode.Kind.RETURN, typed)).isEqualTo(code);
    }

    @Test
    void an_authorization_code_is_read_back_also_over_several_lines() throws BadCodeException {
        SignedAuthorizationCode read = SignedAuthorizationCode.parse(signed().text());
        assertThat(read.code()).isEqualTo(authorization());
        assertThat(read.signature()).isEqualTo(new byte[] {1, 2, 3});
        assertThat(read.chain()).hasSize(2);
        assertThat(SignedAuthorizationCode.parse(signed().text().replace("><", ">\r\n<"))
                        .code())
                .isEqualTo(authorization());
    }

    @Test
    void an_authorization_code_can_be_typed_into_a_terminal() {
        assertThat(signed().text()).matches("[ -~&&[^?]]+");
    }

    @Test
    void an_authorization_code_with_anything_else_in_it_is_refused() {
        String text = signed().text();
        for (String wrong : List.of(
                text.replace("<count>2", "<count>02"),
                text.replace("</specificPLR>", "<more/></specificPLR>"),
                text.replace("<flag>A", "<flag>B"),
                text.replace("<version>1", "<version>2"),
                text.replace("<specificPLR>", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><specificPLR>"),
                text.replace("<entitlements>", "<entitlements><!-- x -->"),
                text + text,
                text.substring(0, text.length() / 2),
                "")) {
            assertThat(catchThrowableOfType(BadCodeException.class, () -> SignedAuthorizationCode.parse(wrong)))
                    .as(wrong)
                    .isNotNull();
        }
    }

    @Test
    void whatever_byte_is_changed_other_bytes_are_signed_or_nothing_is_read() {
        String text = signed().text();
        byte[] before = authorization().signedBytes();
        int end = text.indexOf("<signature>");
        for (int i = 13; i < end; i++) {
            String wrong = text.substring(0, i) + (text.charAt(i) == '7' ? '8' : '7') + text.substring(i + 1);
            try {
                assertThat(SignedAuthorizationCode.parse(wrong).code().signedBytes())
                        .isNotEqualTo(before);
            } catch (BadCodeException refused) {
                assertThat(refused.problem()).isNotNull();
            }
        }
    }

    @Test
    void a_term_holds_to_the_end_of_its_last_day() {
        ReservedEntitlement term = authorization().entitlements().get(1);
        assertThat(term.holdsAt(Instant.parse("2025-12-31T23:59:59.999Z"))).isFalse();
        assertThat(term.holdsAt(Instant.parse("2026-01-01T00:00:00Z"))).isTrue();
        assertThat(term.holdsAt(Instant.parse("2027-01-31T23:59:59.999Z"))).isTrue();
        assertThat(term.holdsAt(Instant.parse("2027-02-01T00:00:00Z"))).isFalse();
        assertThat(term.endsAt()).isEqualTo(Instant.parse("2027-02-01T00:00:00Z"));
    }
}
