package org.slportal.services.callhome;

import java.util.List;
import java.util.Map;
import org.slportal.services.device.MemberItem;

/** What a device uses. @param counts by entitlement tag, each &gt; 0 */
public record AuthorizeLicenses(Map<String, Integer> counts, List<MemberItem> members) {}
