package org.slportal.services.account;

import org.slportal.domain.id.SmartAccountId;

/** A Smart Account somebody has access to. @param exportPermitted whether its tokens may allow export-controlled functionality */
public record SmartAccountItem(SmartAccountId id, String name, String domain, boolean exportPermitted) {}
