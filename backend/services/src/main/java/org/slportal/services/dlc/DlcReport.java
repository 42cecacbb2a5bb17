package org.slportal.services.dlc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.token.TokenService;

/**
 * What one device reports of its traditional licences.
 *
 * @param softwareId at most {@value #MAX_SOFTWARE_ID} characters
 * @param lines at most {@value #MAX_LINES}
 */
public record DlcReport(Udi udi, String softwareId, List<DlcReportLine> lines) {

    public static final int MAX_LINES = 100;
    static final int MAX_SOFTWARE_ID = 200;

    public DlcReport {
        lines = List.copyOf(lines);
    }

    /** The same for the same content meant for the same Virtual Account, in whatever order or encoding. */
    byte[] hash(VirtualAccountId pool) {
        String canonical = lines.stream()
                .map(line -> line.type() + '\t' + line.name().length() + '\t' + line.name() + '\t' + line.count())
                .sorted()
                .collect(Collectors.joining("\n", pool + "\n" + udi + "\n" + softwareId + "\n", ""));
        return TokenService.hash(canonical.getBytes(StandardCharsets.UTF_8));
    }
}
