package org.slportal.protocol;

/** Gives the identity back; everything needed is in the header. */
public record DeregistrationData() implements RequestData {}
