package org.slportal.ui.convert;

import java.util.List;
import java.util.stream.Collectors;
import org.slportal.services.conversion.SkuQuantity;
import org.slportal.ui.i18n.Numbers;

/** SKUs with their quantities, as administrators know them: {@code C1-ISE-PLS-T (25)}. */
final class Skus {

    private Skus() {}

    static String text(List<SkuQuantity> skus) {
        return skus.stream()
                .map(sku -> sku.code() + " (" + Numbers.plain(sku.quantity()) + ")")
                .collect(Collectors.joining(", "));
    }
}
