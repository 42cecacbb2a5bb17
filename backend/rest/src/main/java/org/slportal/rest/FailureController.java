package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.failure.DecodedFailure;
import org.slportal.domain.failure.DecodedText;
import org.slportal.domain.failure.FailureDecoder;
import org.slportal.domain.failure.FailureFact;
import org.slportal.domain.failure.FailureTexts;
import org.slportal.domain.failure.RemedyStep;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Explains a device's output to whoever has a token; it reads nothing of any account. The shape is ours. */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/failures", ApiPaths.DOUBLED + "/v1/failures"})
class FailureController {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.KOREAN);

    private final InstantSource clock;

    FailureController(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param scenario 1 to 9, absent for what belongs to none
     * @param facts by name, each with the values found
     * @param clockOffsetSeconds how far the device's clock was ahead of the portal's present time; negative if behind
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failure(
            String kind,
            String verdict,
            @Nullable Integer scenario,
            String line,
            int lineNumber,
            int count,
            String title,
            String cause,
            List<String> remedy,
            String screen,
            Map<String, List<String>> facts,
            @Nullable Long clockOffsetSeconds) {}

    /** @param serialNumbers of the devices named anywhere in the text */
    record Decoded(String status, String statusMessage, List<Failure> failures, List<String> serialNumbers) {}

    /** {@code text}: at most {@link FailureDecoder#MAX_LENGTH} characters. */
    @PostMapping("/decode")
    ResponseEntity<Decoded> decode(
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "") String languages,
            @RequestBody(required = false) @Nullable String text) {
        String printed = Body.of(text).text("text");
        if (printed.isBlank()) {
            throw PortalException.rejected("text", ErrorReason.REQUIRED);
        }
        if (printed.length() > FailureDecoder.MAX_LENGTH) {
            throw PortalException.rejected("text", ErrorReason.TOO_LONG, FailureDecoder.MAX_LENGTH);
        }
        Locale language = language(languages);
        FailureTexts texts = FailureTexts.in(language);
        DecodedText decoded = FailureDecoder.decode(printed);
        Instant now = clock.instant();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(new Decoded(
                        "SUCCESS",
                        "",
                        decoded.findings().stream()
                                .map(found -> failure(found, texts, now))
                                .toList(),
                        decoded.serialNumbers()));
    }

    private static Failure failure(DecodedFailure found, FailureTexts texts, Instant now) {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        found.facts().forEach((fact, values) -> facts.put(fact.code(), values));
        List<String> times = found.facts().get(FailureFact.DEVICE_TIME);
        return new Failure(
                found.kind().name(),
                found.kind().verdict().name(),
                found.kind().scenario().isPresent() ? found.kind().scenario().getAsInt() : null,
                found.line(),
                found.lineNumber(),
                found.count(),
                texts.title(found.kind()),
                texts.cause(found.kind()),
                texts.remedy(found.kind()).stream().map(RemedyStep::plain).toList(),
                found.kind().screen().name(),
                facts,
                times == null
                        ? null
                        : Duration.between(now, Instant.parse(times.getFirst())).toSeconds());
    }

    /** English for whoever asks for nothing, or for something that is not a language. */
    private static Locale language(String header) {
        try {
            Locale wanted = Locale.lookup(Locale.LanguageRange.parse(header), LANGUAGES);
            return wanted == null ? Locale.ENGLISH : wanted;
        } catch (IllegalArgumentException notLanguages) {
            return Locale.ENGLISH;
        }
    }
}
