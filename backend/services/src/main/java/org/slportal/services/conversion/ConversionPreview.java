package org.slportal.services.conversion;

import java.util.List;

/**
 * What a conversion would do, computed with the same rules and without writing anything.
 *
 * @param changes of the target Virtual Account's pools, by licence name
 * @param devicesBecomingCompliant names of product instances no longer short afterwards, at most 20
 * @param devicesStayingShort names of product instances still short afterwards, at most 20
 */
public record ConversionPreview(
        List<LineRefusal> refusals,
        List<PoolChange> changes,
        List<String> devicesBecomingCompliant,
        List<String> devicesStayingShort) {}
