package org.slportal.services.conversion;

import org.slportal.domain.id.TraditionalLineId;

/** How many units of a line to convert. Any number: the policies refuse what cannot be. */
public record LineQuantity(TraditionalLineId line, int quantity) {}
