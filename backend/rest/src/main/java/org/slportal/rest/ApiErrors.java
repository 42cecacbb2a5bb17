package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.services.error.PortalException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors in the envelope of v1: human text, machine-readable code, and the field at fault. */
@RestControllerAdvice(basePackageClasses = ApiErrors.class)
class ApiErrors {

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);
    private static final String RETRY_SECONDS = "30";

    /** What a client reads when something was refused. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Envelope(
            String status,
            String statusMessage,
            String code,
            @Nullable String field) {}

    @ExceptionHandler
    ResponseEntity<Envelope> refused(PortalException e) {
        HttpStatus status = switch (e.kind()) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT, STALE -> HttpStatus.CONFLICT;
            case REJECTED, MALFORMED -> HttpStatus.BAD_REQUEST;
            case UNAUTHORIZED -> HttpStatus.FORBIDDEN;
            case RATE_LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
        };
        var answer = ResponseEntity.status(status);
        if (status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header("Retry-After", RETRY_SECONDS);
        }
        return answer.body(
                new Envelope("ERROR", String.valueOf(e.getMessage()), e.reason().name(), e.field()));
    }

    @ExceptionHandler
    ResponseEntity<Envelope> failed(RuntimeException e) {
        String id = UUID.randomUUID().toString();
        log.error("Request failed, error id {}", id, e);
        return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR)
                .body(new Envelope("ERROR", "The portal could not do this. Error id " + id, "INTERNAL", null));
    }
}
