package org.slportal.services.registration;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * Asks to add PAKs to a Smart Account.
 *
 * @param pool for PAKs whose lines name none; null leaves them unassigned
 * @param validOnly adds the PAKs without a bad line; false: nothing is added while any line is bad
 */
public record AddPaks(SmartAccountId account, @Nullable VirtualAccountId pool, PakInput input, boolean validOnly) {}
