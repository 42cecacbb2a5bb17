package org.slportal.services.dashboard;

/** All of it, of one moment. */
public record Dashboard(Coverage coverage, Shortages shortages, Expiries expiries, Counts counts) {}
