package org.slportal.services.lab;

import java.time.Instant;

/** Told on each node as soon as it follows a changed lab clock: certificates and sweeps are due anew. */
public record LabClockMoved(Instant labTime) {}
