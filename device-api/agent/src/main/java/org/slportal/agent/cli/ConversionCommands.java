package org.slportal.agent.cli;

import java.util.List;
import java.util.stream.IntStream;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.ConversionOrder;
import org.slportal.agent.legacy.LegacyChassis;
import org.slportal.agent.platform.LegacyMethod;
import org.slportal.domain.failure.FailureReason;

/** {@code license smart conversion …} and {@code license right-to-use …}. */
final class ConversionCommands {

    private ConversionCommands() {}

    static void addTo(CommandTree privileged) {
        privileged
                .help("license smart conversion", "Convert traditional licenses to Smart Licensing")
                .add(
                        "license smart conversion start",
                        "Start the conversion of traditional licenses",
                        in -> in.print(answer(in.session().device().agent().startConversion())))
                .add(
                        "license smart conversion stop",
                        "Stop the conversion of traditional licenses",
                        in -> in.print(answer(in.session().device().agent().stopConversion())))
                .help("license right-to-use", "Right-to-use license commands")
                .help("license right-to-use activate", "Activate a right-to-use license")
                .help("license right-to-use activate <level>", "License level")
                .help("license right-to-use activate <level> all", "All switches of the stack")
                .help("license right-to-use activate <level> slot", "One switch of the stack")
                .help("license right-to-use activate <level> slot <slot:1-9>", "Switch number")
                .add(
                        "license right-to-use activate <level> acceptEULA",
                        "Accept the end user license agreement",
                        in -> activate(in, 0, 1))
                .add(
                        "license right-to-use activate <level> all acceptEULA",
                        "Accept the end user license agreement",
                        in -> activate(in, 0, device(in).hardware().members().size()))
                .add(
                        "license right-to-use activate <level> slot <slot:1-9> acceptEULA",
                        "Accept the end user license agreement",
                        in -> {
                            int slot = Integer.parseInt(in.argument("slot"));
                            activate(in, slot - 1, slot);
                        });
    }

    private static String answer(ConversionOrder order) {
        return switch (order) {
            case STARTED ->
                "Conversion process is in progress. Use the 'show license status' command to check the progress and result";
            case STOPPED -> "License conversion has been stopped";
            case STOPPED_PARTIALLY ->
                "License conversion has been stopped partially: the request has been accepted and will be completed";
            case NOT_REGISTERED -> FailureReason.CLI_NOT_REGISTERED;
            case NOT_SUPPORTED -> "License conversion is not supported on this platform";
            case ALREADY_STARTED -> "License conversion has already been started";
            case ALREADY_IN_PROGRESS -> "License conversion is already in progress";
            case ALREADY_CONVERTED -> "Licenses have already been converted";
            case NONE_IN_PROGRESS -> "No license conversion is in progress";
        };
    }

    /** Members from the first to before the last, counted from 0. */
    private static void activate(Invocation in, int first, int last) {
        SimulatedSwitch device = device(in);
        String level = in.argument("level");
        if (device.hardware().platform().legacy() != LegacyMethod.RTU || !LegacyChassis.LEVELS.contains(level)) {
            ConfigCommands.invalid(in);
            return;
        }
        if (last > device.hardware().members().size()) {
            in.print(List.of("% Switch " + last + " is not a member of the stack.", ""));
            return;
        }
        IntStream.range(first, last).forEach(member -> {
            device.legacy().activate(member, level);
            in.print("Switch " + (member + 1) + ": license level on reboot is " + level);
        });
    }

    private static SimulatedSwitch device(Invocation in) {
        return in.session().device();
    }
}
