package org.slportal.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slportal.agent.engine.LicensingState.Conversion;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.FakePortal;
import org.slportal.domain.device.Udi;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.ConversionData;
import org.slportal.protocol.ConversionLine;
import org.slportal.protocol.ConversionPollData;
import org.slportal.protocol.ConversionStatus;
import org.slportal.protocol.RequestType;

class ConversionTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Udi ACTIVE = new Udi("WS-C3850-24P-S", "FOC1842X0AA");
    private static final Udi STANDBY = new Udi("WS-C3850-24P-E", "FOC1842X0AB");

    private static Bench stack() {
        Bench bench = new Bench(
                Bench.hardware("WS-C3850-24P-S:FOC1842X0AA", "WS-C3850-24P-E:FOC1842X0AB"),
                1,
                "license boot level ipbase");
        bench.register();
        return bench;
    }

    private static List<String> asked(Bench bench) {
        return bench.portal.messages.stream()
                .map(message -> message.header().requestType())
                .filter(type -> type.startsWith("CONVERSION"))
                .toList();
    }

    @Test
    void a_stack_reports_every_member_and_polls_at_the_second_the_portal_gave() {
        Bench bench = stack();
        bench.portal.pollsLeft = 2;
        bench.portal.pollInterval = 180;

        assertThat(bench.device.agent().startConversion()).isEqualTo(ConversionOrder.STARTED);

        ConversionData reported = (ConversionData) bench.portal.bodies.getLast();
        assertThat(reported.conversions())
                .extracting(device -> device.sudi().udi() + " " + device.conversionLines())
                .containsExactly(
                        ACTIVE + " " + List.of(new ConversionLine("RTU", "PLAIN", "ipbase", 1)),
                        STANDBY + " " + List.of(new ConversionLine("RTU", "PLAIN", "ipservices", 1)));
        assertThat(bench.state().conversion())
                .isEqualTo(new Conversion(
                        ConversionStage.WAITING,
                        Bench.START,
                        null,
                        FakePortal.POLL_ID,
                        Bench.START.plusSeconds(180),
                        List.of()));

        bench.pass(Duration.ofSeconds(180).minus(SECOND));
        assertThat(asked(bench)).containsExactly("CONVERSION");
        bench.pass(SECOND);
        assertThat(asked(bench)).containsExactly("CONVERSION", "CONVERSION_POLL");
        assertThat(bench.portal.bodies.getLast()).isEqualTo(new ConversionPollData(FakePortal.POLL_ID));

        bench.pass(Duration.ofSeconds(180));
        assertThat(bench.state().conversion())
                .isEqualTo(new Conversion(
                        ConversionStage.SUCCESSFUL,
                        Bench.START.plusSeconds(360),
                        null,
                        null,
                        null,
                        List.of(
                                new Conversion.Member(ACTIVE, ConversionStage.SUCCESSFUL, null),
                                new Conversion.Member(STANDBY, ConversionStage.SUCCESSFUL, null))));
        bench.pass(Duration.ofDays(1));
        assertThat(asked(bench)).hasSize(3);
        assertThat(bench.logged())
                .contains("%SMART_LIC-6-CONVERSION_STARTED", "%SMART_LIC-6-CONVERSION_SUCCESS")
                .doesNotContain("%SMART_LIC-3-CONVERSION_FAILED");
    }

    @Test
    void a_switch_that_was_short_asks_for_its_licences_once_they_have_arrived() {
        Bench bench = new Bench(Bench.hardware("WS-C3850-24P-S:FOC1842X0AA"), 1, "license boot level ipbase");
        bench.portal.pool.put("C3850_24_Ipbase", 0);
        bench.register();
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.OUT_OF_COMPLIANCE);
        bench.portal.pollsLeft = 1;
        bench.device.agent().startConversion();

        bench.portal.pool.put("C3850_24_Ipbase", 1);
        bench.pass(Duration.ofSeconds(60));

        assertThat(bench.state().conversion().stage()).isEqualTo(ConversionStage.SUCCESSFUL);
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
    }

    @Test
    void an_answer_that_needs_no_poll_ends_it_at_once() {
        Bench bench = stack();

        bench.device.agent().startConversion();

        assertThat(bench.state().conversion().stage()).isEqualTo(ConversionStage.SUCCESSFUL);
        assertThat(asked(bench)).containsExactly("CONVERSION");
    }

    @Test
    void one_failed_member_fails_the_whole_and_it_may_be_started_again() {
        Bench bench = stack();
        bench.portal.outcome(
                STANDBY, ConversionStatus.CONVERT_FAILED, "No smart license is equivalent to \"ipservices\"");

        bench.device.agent().startConversion();

        assertThat(bench.state().conversion())
                .isEqualTo(new Conversion(
                        ConversionStage.FAILED,
                        Bench.START,
                        "No smart license is equivalent to \"ipservices\"",
                        null,
                        null,
                        List.of(
                                new Conversion.Member(ACTIVE, ConversionStage.SUCCESSFUL, null),
                                new Conversion.Member(
                                        STANDBY,
                                        ConversionStage.FAILED,
                                        "No smart license is equivalent to \"ipservices\""))));
        bench.portal.outcome(ACTIVE, ConversionStatus.ALREADY_CONVERTED, null);
        bench.portal.outcome(STANDBY, ConversionStatus.CONVERT_SUCCESS, null);
        assertThat(bench.device.agent().startConversion()).isEqualTo(ConversionOrder.STARTED);
        assertThat(bench.state().conversion().stage()).isEqualTo(ConversionStage.SUCCESSFUL);
    }

    @Test
    void a_device_whose_members_were_all_converted_before_is_already_converted_for_good() {
        Bench bench = stack();
        bench.portal.outcome(ACTIVE, ConversionStatus.ALREADY_CONVERTED, null);
        bench.portal.outcome(STANDBY, ConversionStatus.ALREADY_CONVERTED, null);

        bench.device.agent().startConversion();

        assertThat(bench.state().conversion().stage()).isEqualTo(ConversionStage.ALREADY_CONVERTED);
        assertThat(bench.device.agent().startConversion()).isEqualTo(ConversionOrder.ALREADY_CONVERTED);
        assertThat(bench.logged()).contains("%SMART_LIC-5-ALREADY_CONVERTED");
    }

    @Test
    void a_refused_message_fails_with_the_portals_words_and_is_not_repeated() {
        Bench bench = stack();
        bench.portal.refusal = "Device led conversion is disabled";

        bench.device.agent().startConversion();
        bench.pass(Duration.ofHours(2));

        assertThat(bench.state().conversion())
                .isEqualTo(Conversion.failed(Bench.START, "Device led conversion is disabled", List.of()));
        assertThat(asked(bench)).hasSize(1);
        assertThat(bench.logged()).contains("%SMART_LIC-3-CONVERSION_FAILED");
    }

    @Test
    void a_busy_portal_is_asked_again_after_16_to_20_minutes() {
        Bench bench = stack();
        bench.portal.refusal = FailureReason.TRY_AGAIN;

        bench.device.agent().startConversion();

        assertThat(bench.state().conversion().stage()).isEqualTo(ConversionStage.IN_PROGRESS);
        assertThat(bench.state().conversion().nextAttempt())
                .isBetween(Bench.START.plus(Duration.ofMinutes(16)), Bench.START.plus(Duration.ofMinutes(20)));
    }

    @Test
    void a_transport_fault_is_tried_again_at_the_thirtieth_second_in_both_halves() {
        Bench bench = stack();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        bench.device.agent().startConversion();
        assertThat(bench.state().conversion())
                .isEqualTo(new Conversion(
                        ConversionStage.IN_PROGRESS,
                        Bench.START,
                        FailureReason.HTTP_SEND_FAILED,
                        null,
                        Bench.START.plusSeconds(30),
                        List.of()));

        bench.portal.fault = null;
        bench.portal.pollsLeft = 1;
        bench.pass(Duration.ofSeconds(30).minus(SECOND));
        assertThat(asked(bench)).isEmpty();
        bench.pass(SECOND);
        assertThat(bench.state().conversion().stage()).isEqualTo(ConversionStage.WAITING);
        assertThat(bench.state().conversion().failureReason()).isNull();
        assertThat(bench.logged()).contains("%SMART_LIC-5-COMM_RESTORED");

        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        bench.pass(Duration.ofSeconds(60));
        assertThat(bench.state().conversion().stage()).isEqualTo(ConversionStage.WAITING);
        assertThat(bench.state().conversion().nextAttempt())
                .isEqualTo(bench.clock.instant().plusSeconds(30));
        bench.portal.fault = null;
        bench.pass(Duration.ofSeconds(30));
        assertThat(bench.state().conversion().stage()).isEqualTo(ConversionStage.SUCCESSFUL);
    }

    @Test
    void a_lost_answer_is_fetched_with_the_same_bytes() {
        Bench bench = stack();
        bench.portal.loseAnswers = true;
        bench.device.agent().startConversion();
        bench.portal.loseAnswers = false;

        bench.pass(Duration.ofSeconds(30));

        int sent = bench.portal.received.size();
        assertThat(bench.portal.received.get(sent - 1)).isEqualTo(bench.portal.received.get(sent - 2));
        assertThat(bench.state().conversion().stage()).isEqualTo(ConversionStage.SUCCESSFUL);
    }

    @Test
    void a_conversion_survives_a_crash_and_polls_when_it_was_due() {
        Bench bench = stack();
        bench.portal.pollsLeft = 1;
        bench.portal.pollInterval = 3600;
        bench.device.agent().startConversion();
        Conversion before = bench.state().conversion();

        bench.crashAndRestart(Duration.ofMinutes(30));

        assertThat(bench.state().conversion()).isEqualTo(before);
        bench.pass(Duration.ofMinutes(30).minus(SECOND));
        assertThat(asked(bench)).containsExactly("CONVERSION");
        bench.pass(SECOND);
        assertThat(asked(bench)).containsExactly("CONVERSION", "CONVERSION_POLL");
        assertThat(bench.state().conversion().stage()).isEqualTo(ConversionStage.SUCCESSFUL);
        bench.crashAndRestart(Duration.ZERO);
        assertThat(bench.device.agent().startConversion()).isEqualTo(ConversionOrder.ALREADY_CONVERTED);
    }

    @Test
    void what_became_due_while_off_is_done_at_the_start() {
        Bench bench = stack();
        bench.portal.pollsLeft = 1;
        bench.device.agent().startConversion();

        bench.restart(Duration.ofDays(2));

        assertThat(bench.state().conversion().stage()).isEqualTo(ConversionStage.SUCCESSFUL);
    }

    @Test
    void deregistration_ends_a_running_conversion_and_keeps_a_finished_one() {
        Bench running = stack();
        running.portal.pollsLeft = 5;
        running.device.agent().startConversion();
        Bench finished = stack();
        finished.device.agent().startConversion();

        running.cli("license smart deregister");
        finished.cli("license smart deregister");

        assertThat(running.state().conversion()).isEqualTo(Conversion.NONE);
        assertThat(finished.state().conversion().stage()).isEqualTo(ConversionStage.SUCCESSFUL);
        running.pass(Duration.ofHours(1));
        assertThat(asked(running)).hasSize(1);
    }

    @Test
    void an_nvram_from_before_there_was_a_conversion_is_read() {
        Bench bench = stack();
        String stored = new String(bench.nvram.read("licensing").orElseThrow(), StandardCharsets.UTF_8);
        assertThat(stored).contains(",\"conversion\":{");
        bench.nvram.write(
                "licensing",
                stored.replaceFirst(",\"conversion\":\\{.*?\"members\":\\[\\]}", "")
                        .getBytes(StandardCharsets.UTF_8));

        bench.crashAndRestart(Duration.ZERO);

        assertThat(bench.state().conversion()).isEqualTo(Conversion.NONE);
        assertThat(bench.state().identity()).isNotNull();
    }

    @Test
    void orders_that_make_no_sense_are_answered_and_send_nothing() {
        Bench unregistered = new Bench(Bench.hardware("WS-C3850-24P-S:FOC1842X0AA"), 1);
        Bench unable = Bench.advantage();
        unable.register();
        Bench stopped = stack();

        assertThat(unregistered.device.agent().startConversion()).isEqualTo(ConversionOrder.NOT_REGISTERED);
        assertThat(unable.device.agent().startConversion()).isEqualTo(ConversionOrder.NOT_SUPPORTED);
        assertThat(unable.device.agent().stopConversion()).isEqualTo(ConversionOrder.NOT_SUPPORTED);
        assertThat(stopped.device.agent().stopConversion()).isEqualTo(ConversionOrder.NONE_IN_PROGRESS);
        assertThat(asked(unregistered)).isEmpty();
        assertThat(asked(unable)).isEmpty();
        assertThat(asked(stopped)).isEmpty();
    }

    @Test
    void it_is_started_once_and_stopped_before_or_after_the_portal_took_it() {
        Bench before = stack();
        before.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        before.device.agent().startConversion();
        Bench after = stack();
        after.portal.pollsLeft = 5;
        after.device.agent().startConversion();

        assertThat(before.device.agent().startConversion()).isEqualTo(ConversionOrder.ALREADY_STARTED);
        assertThat(after.device.agent().startConversion()).isEqualTo(ConversionOrder.ALREADY_IN_PROGRESS);
        assertThat(before.device.agent().stopConversion()).isEqualTo(ConversionOrder.STOPPED);
        assertThat(after.device.agent().stopConversion()).isEqualTo(ConversionOrder.STOPPED_PARTIALLY);

        before.portal.fault = null;
        before.pass(Duration.ofHours(1));
        after.pass(Duration.ofHours(1));
        assertThat(asked(before)).isEmpty();
        assertThat(asked(after)).containsExactly(RequestType.CONVERSION.name());
        assertThat(before.logged()).contains("%SMART_LIC-5-CONVERSION_STOPPED");
    }

    @Test
    void a_success_without_any_device_is_no_success() {
        Bench bench = stack();
        bench.portal.beforeSigning = answer -> answer.contains("\\\"devices\\\"")
                ? answer.replaceFirst("\\{\\\\\"devices\\\\\":\\[.*?\\]\\}\"", "{\\\\\"devices\\\\\":[]}\"")
                : answer;

        bench.device.agent().startConversion();

        assertThat(bench.state().conversion().stage()).isEqualTo(ConversionStage.FAILED);
        assertThat(Objects.requireNonNull(bench.state().conversion().failureReason()))
                .isEqualTo(FailureReason.RESPONSE_ERROR);
    }

    @Test
    void ok_poll_to_another_question_is_no_success() {
        Bench bench = stack();
        bench.portal.beforeSigning = answer -> answer.replace("\"status\":\"OK\"", "\"status\":\"OK_POLL\"");

        bench.cli("license smart renew auth");

        assertThat(Objects.requireNonNull(bench.state().authorization().last()).failureReason())
                .isEqualTo(FailureReason.WAITING_FOR_REPLY);
    }
}
