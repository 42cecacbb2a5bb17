package org.slportal.services.factor;

/** What a Smart Account asks of its people. @param without how many of them have no second factor */
public record FactorPolicy(boolean required, int people, int without) {}
