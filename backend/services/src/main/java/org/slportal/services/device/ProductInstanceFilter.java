package org.slportal.services.device;

import org.jspecify.annotations.Nullable;

/** Which product instances. @param text empty for all @param state null for all */
public record ProductInstanceFilter(
        String text, DeviceSearch where, @Nullable DeviceState state) {

    public static final ProductInstanceFilter ALL = new ProductInstanceFilter("", DeviceSearch.ANYWHERE, null);

    public static ProductInstanceFilter in(DeviceState state) {
        return new ProductInstanceFilter("", DeviceSearch.ANYWHERE, state);
    }
}
