package org.slportal.services.assisted;

import java.time.Instant;

/** What somebody said about a request. */
public record AssistedComment(String text, String writtenBy, Instant writtenAt) {}
