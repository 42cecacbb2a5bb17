package org.slportal.callhome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.CONVERSION_SETTING;
import static org.slportal.db.jooq.Tables.DLC_DEVICE;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.device.Udi;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.ConversionData;
import org.slportal.protocol.ConversionLine;
import org.slportal.protocol.ConversionOutcome;
import org.slportal.protocol.ConversionPending;
import org.slportal.protocol.ConversionPollData;
import org.slportal.protocol.ConversionResult;
import org.slportal.protocol.ConversionStatus;
import org.slportal.protocol.DeviceAnswer;
import org.slportal.protocol.DeviceConversion;
import org.slportal.protocol.MessageCodec;
import org.slportal.protocol.RequestHeader;
import org.slportal.protocol.RequestType;
import org.slportal.protocol.SignedMessage;
import org.slportal.protocol.StatusWord;
import org.slportal.protocol.Sudi;
import org.slportal.services.dlc.DlcProcessor;
import org.slportal.services.testing.DeviceKeys;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.TestReports;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@CallHomeTest
class ConversionMessagesTest {

    @Autowired
    DSLContext sql;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    TestReports reports;

    @Autowired
    DlcProcessor processor;

    @Autowired
    Endpoint endpoint;

    @Autowired
    MovableClock clock;

    private TestAccounts.Account account;

    @BeforeEach
    void an_account() {
        account = accounts.account();
    }

    private Switch registered(TestAccounts.Account where, String path) {
        Switch device = new Switch(endpoint, clock).through(path);
        assertThat(device.register(devices.token(where, where.pool(), null)).succeeded())
                .isTrue();
        return device;
    }

    private Switch registered() {
        return registered(account, Switch.SMART);
    }

    private DeviceConversion chassis(Udi udi, String level) {
        return new DeviceConversion(
                Sudi.of(udi),
                new SoftwareId(reports.softwareId("C3850")),
                List.of(new ConversionLine("RTU", "PLAIN", level, 1)));
    }

    private ConversionData stack(Udi... members) {
        return new ConversionData(java.util.Arrays.stream(members)
                .map(udi -> chassis(udi, "ipbase"))
                .toList());
    }

    private static Udi member() {
        return TestReports.chassis("WS-C3850-24P");
    }

    private static ConversionPending pending(DeviceAnswer answer) {
        assertThat(answer.status()).isEqualTo(StatusWord.OK_POLL);
        return MessageCodec.decodePending(Objects.requireNonNull(answer.responseData()));
    }

    private static List<ConversionOutcome> outcomes(DeviceAnswer answer) {
        assertThat(answer.status()).as(String.valueOf(answer.failureReason())).isEqualTo(StatusWord.OK);
        return ((ConversionResult) MessageCodec.decodeResult(
                        RequestType.CONVERSION_POLL, Objects.requireNonNull(answer.responseData())))
                .devices();
    }

    private void minutePasses() {
        clock.advance(Duration.ofMinutes(1));
        processor.processDue(100);
    }

    private int owned() {
        return sql.select(DSL.coalesce(DSL.sum(LICENSE_POOL.OWNED), DSL.inline(0)))
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(account.pool()))
                .fetchSingle()
                .value1()
                .intValueExact();
    }

    @ParameterizedTest
    @ValueSource(strings = {Switch.DIRECT, Switch.GATEWAY, Switch.SMART})
    void a_stack_converts_and_polls_on_every_path(String path) {
        Switch device = registered(account, path);
        Udi one = member();
        Udi two = member();

        ConversionPending pending = pending(device.ask(stack(one, two)));

        assertThat(pending.pollIntervalSeconds()).isEqualTo(65);
        assertThat(pending(device.ask(new ConversionPollData(pending.pollId()))).pollId())
                .isEqualTo(pending.pollId());
        minutePasses();
        assertThat(outcomes(device.ask(new ConversionPollData(pending.pollId()))))
                .containsExactly(
                        new ConversionOutcome(Sudi.of(one), ConversionStatus.CONVERT_SUCCESS, null),
                        new ConversionOutcome(Sudi.of(two), ConversionStatus.CONVERT_SUCCESS, null));
        assertThat(owned()).isEqualTo(2);
        assertThat(outcomes(device.ask(stack(one, two)))).hasSize(2);
        minutePasses();
        assertThat(owned()).isEqualTo(2);
    }

    @Test
    void the_same_bytes_get_the_same_answer_from_every_thread_and_deposit_once() throws Exception {
        Switch device = registered();
        SignedMessage message = device.message(stack(member(), member()));

        List<String> answers = Threads.race(8, i -> () -> device.send(message).payload());

        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(sql.fetchCount(DLC_DEVICE, DLC_DEVICE.SMART_ACCOUNT_ID.eq(account.id())))
                .isEqualTo(2);
        minutePasses();
        assertThat(owned()).isEqualTo(2);
    }

    @Test
    void a_stack_reported_by_two_members_is_converted_once() {
        Switch active = registered();
        Switch other = registered();
        Udi one = member();
        Udi two = member();

        ConversionPending first = pending(active.ask(stack(one, two)));
        ConversionPending second = pending(other.ask(stack(two, one)));

        assertThat(second.pollId()).isEqualTo(first.pollId());
        minutePasses();
        assertThat(outcomes(other.ask(new ConversionPollData(second.pollId())))).hasSize(2);
        assertThat(owned()).isEqualTo(2);
    }

    @Test
    void a_tampered_message_and_one_signed_with_another_key_convert_nothing() {
        Switch device = registered();
        SignedMessage message = device.message(stack(member()));
        SignedMessage tampered = new SignedMessage(
                message.signatureType(), message.signature(), message.payload().replace("ipbase", "ipservices"));

        assertThat(message.payload()).contains("ipbase");
        DeviceAnswer answer = Switch.answer(device.send(tampered));
        assertThat(answer.failureReason()).isEqualTo(FailureReason.SIGNATURE_MISMATCH);
        device.use(DeviceKeys.next());
        assertThat(device.ask(stack(member())).succeeded()).isFalse();
        assertThat(sql.fetchCount(DLC_DEVICE, DLC_DEVICE.SMART_ACCOUNT_ID.eq(account.id())))
                .isZero();
    }

    @Test
    void an_unregistered_device_converts_nothing() {
        Switch device = new Switch(endpoint, clock).through(Switch.SMART);

        assertThat(device.ask(stack(member())).status()).isEqualTo(StatusWord.LS_INVALID_DATA);
    }

    @Test
    void a_nonce_used_for_another_conversion_is_no_repetition() {
        Switch device = registered();
        RequestHeader header = device.header("CONVERSION", clock.instant());
        device.send(device.message(header, MessageCodec.encodeData(stack(member()))));

        DeviceAnswer answer =
                Switch.answer(device.send(device.message(header, MessageCodec.encodeData(stack(member())))));

        assertThat(answer.failureReason()).isEqualTo("{\"nonce\":[\"The nonce was used before.\"]}");
    }

    @Test
    void a_poll_of_another_account_or_of_nothing_is_refused_alike() {
        Switch device = registered();
        long pollId = pending(device.ask(stack(member()))).pollId();
        Switch foreign = registered(accounts.account(), Switch.SMART);

        DeviceAnswer ofForeign = foreign.ask(new ConversionPollData(pollId));
        DeviceAnswer ofNothing = device.ask(new ConversionPollData(pollId == 1 ? 2 : pollId - 1));

        assertThat(ofForeign.status()).isEqualTo(StatusWord.FAILED);
        assertThat(ofForeign.failureReason()).isEqualTo("{\"poll_id\":[\"The conversion is not known.\"]}");
        assertThat(ofNothing.failureReason()).isEqualTo(ofForeign.failureReason());
        assertThat(ofNothing.failureCode()).isEqualTo("UNKNOWN_CONVERSION");
    }

    @Test
    void each_chassis_has_its_own_outcome() {
        Switch device = registered();
        Udi good = member();
        Udi bad = member();
        Udi done = member();
        device.ask(stack(done));
        minutePasses();

        ConversionPending pending = pending(device.ask(new ConversionData(
                List.of(chassis(good, "ipbase"), chassis(bad, "magic"), chassis(done, "ipservices")))));
        minutePasses();

        assertThat(outcomes(device.ask(new ConversionPollData(pending.pollId()))))
                .containsExactly(
                        new ConversionOutcome(Sudi.of(good), ConversionStatus.CONVERT_SUCCESS, null),
                        new ConversionOutcome(
                                Sudi.of(bad),
                                ConversionStatus.CONVERT_FAILED,
                                "No smart license is equivalent to \"magic\""),
                        new ConversionOutcome(
                                Sudi.of(done),
                                ConversionStatus.ALREADY_CONVERTED,
                                "The licenses of " + done.asCli() + " have already been converted"));
        assertThat(owned()).isEqualTo(2);
    }

    @Test
    void where_it_is_switched_off_the_whole_message_is_refused() {
        sql.insertInto(CONVERSION_SETTING)
                .set(CONVERSION_SETTING.SMART_ACCOUNT_ID, account.id())
                .set(CONVERSION_SETTING.PAK_AUTOMATIC, false)
                .set(CONVERSION_SETTING.PAK_SKU_FILTER, "")
                .set(CONVERSION_SETTING.DEVICE_AUTOMATIC, false)
                .set(CONVERSION_SETTING.DLC_MODE, "NONE")
                .set(CONVERSION_SETTING.HOLD_AUTOMATIC, false)
                .set(CONVERSION_SETTING.TWO_PERSON, false)
                .execute();
        Switch device = registered();

        DeviceAnswer answer = device.ask(stack(member(), member()));

        assertThat(answer.status()).isEqualTo(StatusWord.FAILED);
        assertThat(answer.failureReason())
                .isEqualTo("Device led conversion is disabled for the Virtual Account \"Default\"");
        assertThat(answer.failureCode()).isEqualTo("DISABLED");
        assertThat(answer.responseData()).isNull();
    }

    @Test
    void a_body_that_is_none_is_a_field_error() {
        Switch device = registered();

        DeviceAnswer answer = Switch.answer(
                device.send(device.message(device.header("CONVERSION", clock.instant()), "{\"conversions\":[]}")));

        assertThat(answer.status()).isEqualTo(StatusWord.LS_INVALID_DATA);
        assertThat(answer.failureReason()).isEqualTo("{\"conversions\":[\"The conversions field is required.\"]}");
    }
}
