package org.slportal.agent.identity;

/**
 * Roots, and how far what they vouch for is looked up in revocation lists.
 *
 * @param licensing whether it may vouch for the portal's own answers
 */
public record Trustpoint(String name, TrustAnchors roots, Revocation revocation, boolean licensing) {

    /** What {@code revocation-check} says. */
    public enum Revocation {
        /** Not looked up. */
        NONE,
        /** A list that is named and cannot be had stops everything. */
        LIST,
        /** A list that cannot be had does not matter; what a list says does. */
        LIST_IF_AVAILABLE
    }
}
