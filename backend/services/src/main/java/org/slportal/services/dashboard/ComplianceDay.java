package org.slportal.services.dashboard;

import java.time.LocalDate;

/**
 * The figures of a day, as last seen on it.
 *
 * @param observed false if the portal did not run that day, or the lab clock jumped over it: then the figures are those of the last day
 *     before
 * @param inUse reserved ones included
 */
public record ComplianceDay(LocalDate day, boolean observed, Figures figures) {

    public record Figures(
            long owned,
            long inUse,
            long shortBy,
            long devices,
            long devicesShort,
            long devicesExpired,
            long devicesSilent) {

        static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);

        Figures plus(Figures other) {
            return new Figures(
                    owned + other.owned,
                    inUse + other.inUse,
                    shortBy + other.shortBy,
                    devices + other.devices,
                    devicesShort + other.devicesShort,
                    devicesExpired + other.devicesExpired,
                    devicesSilent + other.devicesSilent);
        }
    }
}
