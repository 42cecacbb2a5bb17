package org.slportal.services.assisted;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.conversion.TraditionalLineItem;

/**
 * A request with everything about it.
 *
 * @param line as it is now
 * @param conversion what came of it, null unless it is done
 * @param comments oldest first
 * @param version for the next change of it
 * @param own whether the reader asked for it and may withdraw it
 * @param desk whether the reader may decide on it
 */
public record AssistedRequest(
        AssistedListItem item,
        SmartAccountId smartAccountId,
        VirtualAccountId target,
        TraditionalLineItem line,
        @Nullable ConversionId conversion,
        List<AssistedComment> comments,
        int version,
        boolean own,
        boolean desk) {}
