package org.slportal.services.conversion.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.VirtualAccountId;

/**
 * What a Smart Account lets convert by itself.
 *
 * @param convertPaks newly assigned PAKs are converted
 * @param skuFilter parts of SKUs, separated by commas: a line converts if its SKU has one of them; empty for all
 * @param pakTarget where they go; null for the Virtual Account the PAK is assigned to
 * @param convertDevices newly assigned devices are converted, each into its own Virtual Account
 * @param dlcPools the Virtual Accounts that accept device-led conversion, if only selected ones do
 * @param holdAutomatic what converts by itself waits for somebody's consent
 * @param twoPerson every conversion waits for the consent of a second person
 */
public record ConversionSettings(
        boolean convertPaks,
        String skuFilter,
        @Nullable VirtualAccountId pakTarget,
        boolean convertDevices,
        DlcMode dlcMode,
        Set<VirtualAccountId> dlcPools,
        boolean holdAutomatic,
        boolean twoPerson) {

    /** Before anybody chose: nothing converts by itself but what a device asks for. */
    public static final ConversionSettings DEFAULT =
            new ConversionSettings(false, "", null, false, DlcMode.ALL, Set.of(), false, false);

    public ConversionSettings {
        dlcPools = Set.copyOf(dlcPools);
    }

    public boolean acceptsDlc(VirtualAccountId pool) {
        return switch (dlcMode) {
            case ALL -> true;
            case SELECTED -> dlcPools.contains(pool);
            case NONE -> false;
        };
    }

    /** The parts of the SKU filter; none means all SKUs. */
    public List<String> skuParts() {
        return Arrays.stream(skuFilter.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
