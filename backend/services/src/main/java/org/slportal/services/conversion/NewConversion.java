package org.slportal.services.conversion;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * A conversion about to be carried out.
 *
 * @param requestKey unique within the account: the act happens once under it
 * @param requestHash of what was asked: the key used again for something else is a conflict
 * @param job the job this is a piece of; its events are told by licence, not by line
 */
public record NewConversion(
        ConversionKind kind,
        String requestKey,
        byte[] requestHash,
        SmartAccountId account,
        VirtualAccountId target,
        @Nullable ConversionJobId job) {}
