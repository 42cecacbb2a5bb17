package org.slportal.services.assisted;

import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * Asks for an assisted conversion.
 *
 * @param target where the smart licences should go
 * @param quantity units of the line
 * @param reason why, in the requester's words; may be empty
 */
public record AskForConversion(
        SmartAccountId account, TraditionalLineId line, VirtualAccountId target, int quantity, String reason) {}
