package org.slportal.protocol;

/**
 * The portal has the conversion and will finish it later; comes with the status word OK_POLL.
 *
 * @param pollId names the conversion in {@link ConversionPollData}; may be larger than 2^53
 * @param pollIntervalSeconds when to ask again, 1 to 86,400
 */
public record ConversionPending(long pollId, int pollIntervalSeconds) implements ResponseData {

    public ConversionPending {
        pollId = Fields.pollId(pollId);
        if (pollIntervalSeconds < 1 || pollIntervalSeconds > 86_400) {
            throw new InvalidFieldException(
                    "poll_interval_seconds", "The poll_interval_seconds field must be between 1 and 86400.");
        }
    }
}
