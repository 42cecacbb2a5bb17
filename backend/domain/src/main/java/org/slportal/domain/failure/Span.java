package org.slportal.domain.failure;

/** A part of the squeezed text. @param end the character after the last */
record Span(int start, int end) {}
