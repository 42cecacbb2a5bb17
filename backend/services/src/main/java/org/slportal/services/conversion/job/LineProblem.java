package org.slportal.services.conversion.job;

/** Why a line of a bulk conversion was refused, where no conversion policy says so. */
public enum LineProblem {
    /** There is no such line, or the person has no access to it. */
    LINE_UNKNOWN,
    LINE_NOT_ALLOWED,
    /** The file names it a second time. One argument: the line of the file that names it first. */
    LINE_TWICE,
    /** The PAK has several lines, or several with this SKU: the file must name one. */
    LINE_AMBIGUOUS,
    /** One argument: what stands in the file. */
    QUANTITY_UNREADABLE,
    /** The line of the file has not as many cells as its head. */
    ROW_UNREADABLE,
    /** The portal could not convert it; its log says why. */
    LINE_FAILED
}
