package org.slportal.agent.engine;

import java.util.List;
import org.slportal.agent.platform.Hardware.LicenseUse;
import org.slportal.domain.license.EntitlementTag;

/** Tells the event log which licences come into use and which no longer are. */
final class UsageEvents {

    private final EventLog events;
    private List<LicenseUse> noted = List.of();

    UsageEvents(EventLog events) {
        this.events = events;
    }

    /** The simulation goes on: what is in use now was told before. */
    void assume(List<LicenseUse> uses) {
        noted = uses;
    }

    void note(List<LicenseUse> uses) {
        List<LicenseUse> before = noted;
        noted = uses;
        before.stream()
                .filter(use -> count(uses, use.license().tag()) == 0)
                .forEach(use -> record("destroy", use.license().tag(), use.count(), 0));
        for (LicenseUse use : uses) {
            int had = count(before, use.license().tag());
            if (had != use.count()) {
                record(had == 0 ? "create" : "update", use.license().tag(), use.count(), use.count());
            }
        }
    }

    private void record(String type, EntitlementTag tag, int concerned, int left) {
        events.record("LICENSE_USAGE", "count", String.valueOf(concerned), "type", type, "entitlementTag", tag.value());
        events.record("ENDPOINT_USAGE", "count", String.valueOf(left), "entitlementTag", tag.value());
    }

    private static int count(List<LicenseUse> uses, EntitlementTag tag) {
        return uses.stream()
                .filter(use -> use.license().tag().equals(tag))
                .mapToInt(LicenseUse::count)
                .sum();
    }
}
