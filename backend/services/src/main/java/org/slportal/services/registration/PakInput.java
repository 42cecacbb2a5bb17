package org.slportal.services.registration;

/** PAKs as somebody gives them. Both kinds are read by one parser. */
public sealed interface PakInput {

    /** A CSV file. */
    record CsvFile(byte[] content) implements PakInput {}

    /**
     * Typed or pasted: with or without a head; without one, {@code PAK} or {@code PAK SKU quantity} on each line, separated by
     * spaces, commas, semicolons or tabs, in the order of the file's columns.
     */
    record Lines(String text) implements PakInput {}
}
