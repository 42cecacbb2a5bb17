package org.slportal.domain.id;

/** Identifies a published version of an agreement. */
public record AgreementId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
