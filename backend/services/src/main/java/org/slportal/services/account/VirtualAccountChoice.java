package org.slportal.services.account;

import org.slportal.domain.id.VirtualAccountId;

/** A Virtual Account to choose. @param path the names above it and its own */
public record VirtualAccountChoice(VirtualAccountId id, String path) {}
