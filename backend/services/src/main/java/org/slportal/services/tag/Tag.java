package org.slportal.services.tag;

import org.slportal.domain.id.TagId;

/** A label. */
public record Tag(TagId id, String name, TagColour colour) {}
