package org.slportal.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Writes the fixture files anew; run by hand when the protocol changes on purpose. Argument: the fixtures directory. */
final class WriteFixtures {

    private WriteFixtures() {}

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Instant now = Instant.ofEpochMilli(Fixture.Data.NOW);
        for (Fixture fixture : Fixture.values()) {
            String request = SignedMessageCodec.encodeRequest(
                    SignedMessage.sign(MessageCodec.encodeMessage(fixture.message()), TestKeys.deviceSigner()));
            String answer = SignedMessageCodec.encodeResponse(
                    SignedMessage.sign(MessageCodec.encodeAnswer(fixture.answer()), TestKeys.portalSigner()));
            Envelope envelope = Envelope.request(
                    "https://portal.example.com/its/service/oddce/services/DDCEService",
                    8,
                    Fixture.Data.UDI.serialNumber(),
                    now,
                    request);
            Files.write(directory.resolve(fixture.file + ".request.json"), request.getBytes(StandardCharsets.UTF_8));
            Files.write(directory.resolve(fixture.file + ".answer.json"), answer.getBytes(StandardCharsets.UTF_8));
            Files.write(directory.resolve(fixture.file + ".request.xml"), EnvelopeCodec.encode(envelope));
            Files.write(
                    directory.resolve(fixture.file + ".answer.xml"),
                    EnvelopeCodec.encode(envelope.answer(now, answer)));
        }
    }
}
