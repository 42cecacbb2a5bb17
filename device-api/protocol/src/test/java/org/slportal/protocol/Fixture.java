package org.slportal.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.device.Udi;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.domain.license.EntitlementTag;

/** Every message of the protocol once: the record it means and the file it is written in. */
@SuppressWarnings("ImmutableEnumChecker") // the records hold unmodifiable lists
enum Fixture {
    REGISTRATION(
            "registration",
            new RegistrationData(
                    "ZmRhMzBkYTctZDM5My00",
                    new SoftwareId("regid.2017-05.com.cisco.C9300,v1_727af1d9-6c39-4444-b301-863f81445b72"),
                    TestKeys.pem("device.csr"),
                    "acc-krk-01",
                    false,
                    List.of(new HaMember("Active", Sudi.of(Data.UDI)))),
            new RegistrationResult(
                    Data.PIID,
                    TestKeys.pem("id.pem"),
                    List.of(TestKeys.pem("signing-certificate.pem")),
                    "Kraków Practice \"Lab\"",
                    "연습실",
                    true,
                    Data.NOW,
                    Data.NOW + 365 * Data.DAY,
                    Data.NOW + 180 * Data.DAY)),
    ENTITLEMENT(
            "entitlement",
            new EntitlementData(
                    List.of(new EntitlementRequest(Data.TAG, 1)), List.of(new HaMember("Active", Sudi.of(Data.UDI)))),
            new EntitlementResult(
                    List.of(new EntitlementStatus(
                            Data.TAG,
                            1,
                            AuthorizationStatus.AUTHORIZED,
                            "C9300 Network Advantage",
                            "C9300-24 Network Advantage",
                            false)),
                    Data.NOW,
                    Data.NOW + 30 * Data.DAY,
                    Data.NOW + 90 * Data.DAY)),
    ID_CERT_RENEW(
            "id-cert-renew",
            new IdCertificateRenewalData(TestKeys.pem("device.csr")),
            new IdCertificateRenewalResult(
                    TestKeys.pem("id.pem"),
                    List.of(TestKeys.pem("signing-certificate.pem")),
                    Data.NOW,
                    Data.NOW + 365 * Data.DAY,
                    Data.NOW + 180 * Data.DAY)),
    DEREGISTRATION("deregistration", new DeregistrationData(), new DeregistrationResult()),
    CONVERSION(
            "conversion",
            new ConversionData(List.of(
                    new DeviceConversion(
                            Sudi.of(Data.UDI),
                            Data.C3850,
                            List.of(
                                    new ConversionLine("RTU", "PLAIN", "ipservices", 1),
                                    new ConversionLine("RTU", "PLAIN", "apcount", 5))),
                    new DeviceConversion(
                            Sudi.of(Data.SECOND),
                            Data.C3850,
                            List.of(new ConversionLine("RTU", "BASE64", "aXBiYXNl", 1))))),
            new ConversionPending(Data.POLL_ID, 60)),
    CONVERSION_POLL_PENDING(
            "conversion-poll-pending", new ConversionPollData(Data.POLL_ID), new ConversionPending(Data.POLL_ID, 3600)),
    CONVERSION_POLL(
            "conversion-poll",
            new ConversionPollData(Data.POLL_ID),
            new ConversionResult(List.of(
                    new ConversionOutcome(Sudi.of(Data.UDI), ConversionStatus.CONVERT_SUCCESS, null),
                    new ConversionOutcome(
                            Sudi.of(Data.SECOND),
                            ConversionStatus.CONVERT_FAILED,
                            "No smart license is equivalent to \"ipbase\""),
                    new ConversionOutcome(Sudi.of(Data.THIRD), ConversionStatus.ALREADY_CONVERTED, null))));

    final String file;
    final RequestData data;
    final ResponseData result;

    Fixture(String file, RequestData data, ResponseData result) {
        this.file = file;
        this.data = data;
        this.result = result;
    }

    DeviceMessage message() {
        boolean first = this == REGISTRATION;
        RequestHeader header = new RequestHeader(
                RequestHeader.VERSION,
                RequestHeader.LOCALE,
                Sudi.of(Data.UDI),
                Data.NOW,
                "12345678901234567890",
                data.requestType().name(),
                List.of(),
                ConnectInfo.SSM,
                first ? null : Data.PIID,
                first ? null : "1A2B3C",
                first ? null : "5D");
        return new DeviceMessage(header, header.nonce(), MessageCodec.encodeData(data));
    }

    DeviceAnswer answer() {
        ResponseHeader header =
                ResponseHeader.answering(message().header(), Instant.ofEpochMilli(Data.NOW), Data.PIID, "1A2B3C", "5D");
        return new DeviceAnswer(
                header,
                result instanceof ConversionPending ? StatusWord.OK_POLL : StatusWord.OK,
                null,
                null,
                MessageCodec.encodeResult(result),
                this == REGISTRATION ? List.of(TestKeys.pem("signing-certificate.pem")) : null);
    }

    byte[] requestXml() {
        return bytes("fixtures/" + file + ".request.xml");
    }

    byte[] requestJson() {
        return bytes("fixtures/" + file + ".request.json");
    }

    byte[] answerXml() {
        return bytes("fixtures/" + file + ".answer.xml");
    }

    byte[] answerJson() {
        return bytes("fixtures/" + file + ".answer.json");
    }

    static byte[] bytes(String resource) {
        try (InputStream in = Fixture.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new IllegalArgumentException("No test resource " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values all fixtures share. */
    static final class Data {
        static final Udi UDI = new Udi("C9300-24P", "FCW2145L0AB");
        static final Udi SECOND = new Udi("WS-C3850-24P", "FOC1842X0AB");
        static final Udi THIRD = new Udi("WS-C3850-24P", "FOC1842X0AC");
        static final SoftwareId C3850 =
                new SoftwareId("regid.2026-11.org.slportal.C3850,v1_93368a2c-b9bb-5f4a-a715-6fb2813ce1d6");
        /** Larger than any number a script that counts in doubles can hold. */
        static final long POLL_ID = 9_007_199_254_740_993L;

        static final String PIID = "6c1d0e6e-57a4-4b1a-9a6b-0c9a8d7f2e11";
        static final long NOW = 1_710_317_364_000L;
        static final long DAY = 86_400_000L;
        static final EntitlementTag TAG =
                new EntitlementTag("regid.2017-03.com.cisco.advantagek9,1.0_bd1da96e-ec1d-412b-a50e-53846b347d53");

        private Data() {}
    }
}
