package org.slportal.services.device;

import java.util.List;

/**
 * What stands between a device and its removal.
 *
 * @param restricted export-restricted licences it uses: only the device itself gives them up
 * @param unrestricted how many of the others it uses
 */
public record RestrictedUse(List<String> restricted, int unrestricted) {}
