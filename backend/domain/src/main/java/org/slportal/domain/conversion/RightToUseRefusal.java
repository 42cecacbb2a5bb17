package org.slportal.domain.conversion;

/** Why a right to use cannot be recorded. */
public enum RightToUseRefusal {
    /** The platform's traditional licences come with PAKs. */
    PLATFORM_HAS_NONE,
    /** The catalogue does not know the right for this model. */
    UNKNOWN_FOR_MODEL,
    COUNT_NEGATIVE,
    /** One argument: what a chassis can hold. */
    COUNT_EXCEEDS_MAX,
    /** What it would replace is a smart licence by now. */
    ALREADY_CONVERTED
}
