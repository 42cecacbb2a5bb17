package org.slportal.protocol;

/** The identity was taken back; there is nothing more to say. */
public record DeregistrationResult() implements ResponseData {}
