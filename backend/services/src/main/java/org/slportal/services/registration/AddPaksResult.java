package org.slportal.services.registration;

/** What became of a request to add PAKs. */
public sealed interface AddPaksResult {

    /**
     * @param added PAKs that are new
     * @param claimed PAKs that were issued and belonged to nobody
     * @param lines products of the added ones
     * @param left PAKs left out because a line of them is bad
     */
    record Added(int added, int claimed, int lines, int left) implements AddPaksResult {}

    /** Nothing was added. */
    record Rejected(PakCheck check) implements AddPaksResult {}
}
