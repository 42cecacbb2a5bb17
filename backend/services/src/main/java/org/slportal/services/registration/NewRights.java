package org.slportal.services.registration;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.RtuLevel;
import org.slportal.domain.id.LegacyDeviceId;

/** The rights to use a chassis shall have. @param level null for none @param accessPoints any number: the policies refuse */
public record NewRights(LegacyDeviceId chassis, @Nullable RtuLevel level, int accessPoints) {}
