package org.slportal.services.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * An event to record.
 *
 * @param parameters the values the sentence names; never a secret
 * @param piid identifies the product instance also after it is gone
 */
public record NewEvent(
        EventCode code,
        Outcome outcome,
        @Nullable SmartAccountId account,
        @Nullable VirtualAccountId pool,
        Map<String, String> parameters,
        @Nullable LicenseId license,
        @Nullable String piid) {

    /** @param parameters name, value, name, value … */
    public static NewEvent done(
            EventCode code, SmartAccountId account, @Nullable VirtualAccountId pool, String... parameters) {
        return new NewEvent(code, Outcome.DONE, account, pool, map(parameters), null, null);
    }

    public static NewEvent refused(
            EventCode code, @Nullable SmartAccountId account, @Nullable VirtualAccountId pool, String... parameters) {
        return new NewEvent(code, Outcome.REFUSED, account, pool, map(parameters), null, null);
    }

    public NewEvent about(LicenseId license) {
        return new NewEvent(code, outcome, account, pool, parameters, license, piid);
    }

    public NewEvent aboutDevice(String piid) {
        return new NewEvent(code, outcome, account, pool, parameters, license, piid);
    }

    private static Map<String, String> map(String... parameters) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        return map;
    }
}
