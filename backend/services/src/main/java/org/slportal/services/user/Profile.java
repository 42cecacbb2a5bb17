package org.slportal.services.user;

import org.slportal.domain.id.UserId;

/** What the shell needs to know of the person signed in. @param locale "en" or "ko" */
public record Profile(
        UserId id, String userName, String displayName, String locale, Theme theme, boolean mustChangePassword) {}
