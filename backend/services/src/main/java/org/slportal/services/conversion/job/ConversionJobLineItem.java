package org.slportal.services.conversion.job;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ConversionId;

/**
 * A line of a bulk conversion.
 *
 * @param number from 1
 * @param label as the list or the file names it
 * @param quantity units; 0 for all that is left, until it is converted
 */
public record ConversionJobLineItem(
        int number,
        String label,
        int quantity,
        JobLineState state,
        @Nullable LineReason reason,
        @Nullable ConversionId conversion) {}
