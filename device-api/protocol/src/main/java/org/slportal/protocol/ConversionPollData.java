package org.slportal.protocol;

/**
 * Asks what became of a conversion.
 *
 * @param pollId as {@link ConversionPending} gave it
 */
public record ConversionPollData(long pollId) implements RequestData {

    public ConversionPollData {
        pollId = Fields.pollId(pollId);
    }
}
