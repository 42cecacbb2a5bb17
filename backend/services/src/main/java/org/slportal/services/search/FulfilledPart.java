package org.slportal.services.search;

import org.jspecify.annotations.Nullable;

/** What of a PAK line was fulfilled to one device. @param device UDI, null if the reader may not see it */
public record FulfilledPart(
        int quantity, int converted, @Nullable String device) {}
