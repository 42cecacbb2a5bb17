package org.slportal.services.conversion;

import java.util.List;

/** A PAK with its lines in order. */
public record PakDetail(PakListItem item, List<TraditionalLineItem> lines) {}
