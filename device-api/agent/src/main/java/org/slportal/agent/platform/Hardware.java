package org.slportal.agent.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slportal.domain.device.Udi;

/**
 * The boxes that together are one device.
 *
 * @param members the active one first; never empty
 */
public record Hardware(List<Chassis> members) {

    public Hardware {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("A device has at least one chassis");
        }
    }

    public static Hardware standalone(Platform platform, Udi udi) {
        return new Hardware(List.of(new Chassis(platform, udi)));
    }

    public Chassis active() {
        return members.getFirst();
    }

    public Udi udi() {
        return active().udi();
    }

    public Platform platform() {
        return active().platform();
    }

    /** Active, Standby, Member, Member, … as the switch names them. */
    public String role(int member) {
        return member == 0 ? "Active" : member == 1 ? "Standby" : "Member";
    }

    /** What the configured features consume on these boxes: one entry for each tag, in the order of the features. */
    public List<LicenseUse> consumption(PlatformCatalogue catalogue, List<String> features) {
        Map<PlatformLicense, Integer> counts = new LinkedHashMap<>();
        for (String feature : features) {
            for (Chassis member : members) {
                catalogue
                        .license(member.platform().licenseGroup(), feature)
                        .ifPresent(license -> counts.merge(license, count(license, member), Integer::sum));
            }
        }
        List<LicenseUse> uses = new ArrayList<>();
        counts.forEach((license, count) -> uses.add(new LicenseUse(license, count)));
        return uses;
    }

    private static int count(PlatformLicense license, Chassis member) {
        return switch (license.consumption()) {
            case PER_MEMBER, PER_CHASSIS -> 1;
            case PER_SUPERVISOR -> member.platform().supervisors();
        };
    }

    /** A licence and how many of it are in use. */
    public record LicenseUse(PlatformLicense license, int count) {}
}
