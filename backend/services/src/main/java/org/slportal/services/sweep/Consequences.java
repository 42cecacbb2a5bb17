package org.slportal.services.sweep;

/**
 * What a move of the clock would mean for an account if no device spoke on the way.
 *
 * @param alerted devices that would be silent for more than 30 days, and nothing worse
 * @param released devices whose authorization would be over
 * @param removed devices whose ID certificate would be over
 * @param licenses that would go back to the pools from both
 * @param tokens registration tokens that would be over
 */
public record Consequences(int alerted, int released, int removed, long licenses, int tokens) {

    public boolean none() {
        return alerted + released + removed + tokens == 0;
    }
}
