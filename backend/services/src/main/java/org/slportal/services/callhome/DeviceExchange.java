package org.slportal.services.callhome;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;

/**
 * One message of one device.
 *
 * @param nonce the device's own number for it
 * @param requestHash SHA-256 of the signed text and its signature: a nonce used for another message is not a repetition
 * @param originAddress IP address it came from
 */
public record DeviceExchange(
        Udi udi, String nonce, byte[] requestHash, @Nullable String originAddress) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeviceExchange that
                && udi.equals(that.udi)
                && nonce.equals(that.nonce)
                && Arrays.equals(requestHash, that.requestHash);
    }

    @Override
    public int hashCode() {
        return nonce.hashCode();
    }
}
