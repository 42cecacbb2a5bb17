package org.slportal.services.dlc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.DlcCandidate;
import org.slportal.domain.conversion.DlcPolicy;
import org.slportal.domain.id.PlatformId;
import org.slportal.domain.id.SkuId;

/**
 * What the catalogue makes of a report, and what the policies say to it.
 *
 * @param platform null if no platform of the software tag has this product id
 * @param skus of each line; null where nothing is equivalent
 * @param units of each SKU, at least 1
 */
record DlcVerdict(
        DlcCandidate candidate, @Nullable PlatformId platform, List<@Nullable SkuId> skus, Map<SkuId, Units> units) {

    /** @param form RTU or PAK */
    record Units(String form, int count) {}

    Optional<DlcPolicy.Refusal> refusal() {
        return DlcPolicy.refusal(candidate);
    }
}
