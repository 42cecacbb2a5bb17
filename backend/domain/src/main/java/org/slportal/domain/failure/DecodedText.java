package org.slportal.domain.failure;

import java.util.List;

/**
 * What a device's output says.
 *
 * @param findings in the order they were said first, each kind once; empty only if there is no text
 * @param serialNumbers of the devices the text names anywhere, in the order they appear, the first few
 */
public record DecodedText(List<DecodedFailure> findings, List<String> serialNumbers) {

    public DecodedText {
        findings = List.copyOf(findings);
        serialNumbers = List.copyOf(serialNumbers);
    }

    /** Whether everything that was recognised is as it should be. */
    public boolean isWell() {
        return findings.stream().allMatch(found -> found.kind().verdict() == Verdict.WELL);
    }
}
