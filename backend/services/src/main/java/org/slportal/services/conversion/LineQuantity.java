package org.slportal.services.conversion;

import org.slportal.domain.id.PakLineId;

/** How many units of a PAK line to convert. Any number: the policies refuse what cannot be. */
public record LineQuantity(PakLineId line, int quantity) {}
