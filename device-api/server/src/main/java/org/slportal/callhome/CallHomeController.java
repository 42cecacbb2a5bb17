package org.slportal.callhome;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slportal.protocol.Envelope;
import org.slportal.protocol.EnvelopeCodec;
import org.slportal.protocol.MalformedMessageException;
import org.slportal.protocol.SignedMessageCodec;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where devices post. What cannot be read as a message at all is answered by an HTTP status and one line of text; everything else
 * gets a signed answer and status 200.
 */
@RestController
@ConditionalOnProperty(name = "portal.device-api.enabled", matchIfMissing = true)
class CallHomeController {

    static final String DIRECT_PATH = "/its/service/oddce/services/DDCEService";
    static final String GATEWAY_PATH = "/Transportgateway/services/DeviceRequestHandler";
    static final String SMART_TRANSPORT_PATH = "/SmartTransport";

    private static final MediaType SOAP = MediaType.parseMediaType("application/soap+xml;charset=UTF-8");
    private static final MediaType XML = MediaType.parseMediaType("text/xml;charset=UTF-8");

    private final CallHomeProcessor processor;
    private final InstantSource clock;

    CallHomeController(CallHomeProcessor processor, InstantSource clock) {
        this.processor = processor;
        this.clock = clock;
    }

    /** The direct path, and the one of on-prem servers and transport gateways. Both are case sensitive. */
    @PostMapping({DIRECT_PATH, GATEWAY_PATH})
    ResponseEntity<byte[]> callHome(HttpServletRequest request) throws IOException {
        MediaType type = typeOf(request.getContentType());
        if (type == null) {
            return text(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send text/xml or application/soap+xml.");
        }
        byte[] body = read(request);
        if (body == null) {
            return tooLarge();
        }
        try {
            Envelope envelope = EnvelopeCodec.decode(body);
            String answer = processor.answer(
                    SignedMessageCodec.decodeRequest(envelope.attachmentData()), request.getRemoteAddr());
            return ResponseEntity.ok()
                    .contentType(type)
                    .body(EnvelopeCodec.encode(envelope.answer(clock.instant(), answer)));
        } catch (MalformedMessageException e) {
            return text(HttpStatus.BAD_REQUEST, e.failureReason());
        }
    }

    /** The newer transport: the signed JSON without an envelope. */
    @PostMapping(SMART_TRANSPORT_PATH)
    ResponseEntity<byte[]> smartTransport(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type != null && !type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON_VALUE)) {
            return text(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
        }
        byte[] body = read(request);
        if (body == null) {
            return tooLarge();
        }
        try {
            String answer = processor.answer(SignedMessageCodec.decodeRequest(body), request.getRemoteAddr());
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(answer.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedMessageException e) {
            return text(HttpStatus.BAD_REQUEST, e.failureReason());
        }
    }

    /** @return null if the message is larger than the limit; no more than that is ever held */
    private static byte @Nullable [] read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > EnvelopeCodec.MAX_MESSAGE_BYTES) {
            return null;
        }
        try (InputStream in = request.getInputStream()) {
            byte[] body = in.readNBytes(EnvelopeCodec.MAX_MESSAGE_BYTES + 1);
            return body.length > EnvelopeCodec.MAX_MESSAGE_BYTES ? null : body;
        }
    }

    private static @Nullable MediaType typeOf(@Nullable String contentType) {
        String type = contentType == null ? "text/xml" : contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("application/soap+xml")) {
            return SOAP;
        }
        return type.startsWith("text/xml") || type.startsWith("application/xml") ? XML : null;
    }

    private static ResponseEntity<byte[]> tooLarge() {
        return text(
                HttpStatus.CONTENT_TOO_LARGE,
                "The message is larger than the limit of " + EnvelopeCodec.MAX_MESSAGE_BYTES + " bytes.");
    }

    private static ResponseEntity<byte[]> text(HttpStatus status, String line) {
        return ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .body((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
