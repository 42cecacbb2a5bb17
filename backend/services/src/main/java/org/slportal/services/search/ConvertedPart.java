package org.slportal.services.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.id.ConversionId;

/**
 * What of a line was converted over one road into one Virtual Account, and not undone.
 *
 * @param licenses smart licences it became
 * @param virtualAccount null if the reader may not see it
 * @param latest when last
 * @param conversion the latest of them, null if the reader may not see it
 */
public record ConvertedPart(
        ConversionKind kind,
        int licenses,
        @Nullable String virtualAccount,
        Instant latest,
        @Nullable ConversionId conversion) {}
