package org.slportal.callhome;

import java.util.List;
import java.util.Optional;
import org.slportal.domain.conversion.DlcPolicy;
import org.slportal.domain.conversion.DlcRefusal;
import org.slportal.protocol.ConversionData;
import org.slportal.protocol.ConversionOutcome;
import org.slportal.protocol.ConversionPending;
import org.slportal.protocol.ConversionResult;
import org.slportal.protocol.ConversionStatus;
import org.slportal.protocol.ResponseData;
import org.slportal.protocol.Sudi;
import org.slportal.services.dlc.DlcOutcome;
import org.slportal.services.dlc.DlcReceipt;
import org.slportal.services.dlc.DlcReport;
import org.slportal.services.dlc.DlcReportLine;

/** Device-led conversion as the protocol writes it and as the services know it. */
final class ConversionBodies {

    private ConversionBodies() {}

    static List<DlcReport> reports(ConversionData data) {
        return data.conversions().stream()
                .map(device -> new DlcReport(
                        device.sudi().udi(),
                        device.softwareTagIdentifier().value(),
                        device.conversionLines().stream()
                                .map(line -> new DlcReportLine(
                                        line.conversionType(),
                                        line.conversionEncodingType(),
                                        line.conversionString(),
                                        line.conversionCount()))
                                .toList()))
                .toList();
    }

    /** Where the Virtual Account accepts no conversion, the message as a whole is refused. */
    static Optional<DlcPolicy.Refusal> refusalOfAll(DlcReceipt receipt) {
        List<DlcPolicy.Refusal> refusals = receipt.devices().stream()
                .flatMap(device -> Optional.ofNullable(device.refusal()).stream())
                .filter(refusal -> refusal.reason() == DlcRefusal.DISABLED)
                .toList();
        return refusals.size() == receipt.devices().size() ? Optional.of(refusals.getFirst()) : Optional.empty();
    }

    static ResponseData of(DlcReceipt receipt) {
        return receipt.isFinished()
                ? new ConversionResult(receipt.devices().stream()
                        .map(ConversionBodies::outcome)
                        .toList())
                : new ConversionPending(
                        receipt.pollId(), Math.toIntExact(receipt.askAgainIn().toSeconds()));
    }

    private static ConversionOutcome outcome(DlcOutcome device) {
        DlcPolicy.Refusal refusal = device.refusal();
        if (refusal == null) {
            return new ConversionOutcome(Sudi.of(device.udi()), ConversionStatus.CONVERT_SUCCESS, null);
        }
        return new ConversionOutcome(
                Sudi.of(device.udi()),
                refusal.reason() == DlcRefusal.ALREADY_CONVERTED
                        ? ConversionStatus.ALREADY_CONVERTED
                        : ConversionStatus.CONVERT_FAILED,
                refusal.text());
    }
}
