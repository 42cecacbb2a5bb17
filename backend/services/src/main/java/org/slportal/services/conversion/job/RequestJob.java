package org.slportal.services.conversion.job;

import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * Asks for a bulk conversion.
 *
 * @param requestKey the caller's name for this act: asked again, it finds the job it made
 */
public record RequestJob(String requestKey, SmartAccountId account, VirtualAccountId target, JobLines lines) {}
