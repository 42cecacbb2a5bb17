package org.slportal.agent.engine;

import java.util.List;
import org.slportal.protocol.DeviceConversion;

/** The legacy licences the device holds at this moment, one entry for each member. */
@FunctionalInterface
public interface ConversionSource {

    List<DeviceConversion> legacyLicenses();
}
