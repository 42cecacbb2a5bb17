package org.slportal.services.seal;

import java.time.Instant;

/** @param hash SHA-256 of its columns. @param at when it was written, by the portal's clock */
record SealedRow(long id, byte[] hash, Instant at) {}
