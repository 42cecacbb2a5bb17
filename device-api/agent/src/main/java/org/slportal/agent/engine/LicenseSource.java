package org.slportal.agent.engine;

import java.util.List;
import org.slportal.agent.platform.Hardware.LicenseUse;

/** What the switch's configuration consumes at this moment. */
@FunctionalInterface
public interface LicenseSource {

    List<LicenseUse> licensesInUse();
}
