package org.slportal.agent.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.slportal.domain.device.Udi;

/**
 * The boxes that together are one device, and the software they run.
 *
 * @param members in the order of their numbers; never empty. The first gives the device its identity, whichever is active
 * @param activeUnit counted from 0: the active member, or the active supervisor of a modular chassis
 */
public record Hardware(List<Chassis> members, int activeUnit, SoftwareVersion software) {

    /** The models with licences of their own up to 16.12.2. */
    private static final Set<String> HIGH_PERFORMANCE = Set.of("C9500-32C", "C9500-32QC", "C9500-24Y4C", "C9500-48Y4C");

    private static final String GENERIC_GROUP = "C9500-40X";

    public Hardware {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("A device has at least one chassis");
        }
    }

    /** With the first release of the model. */
    public Hardware(List<Chassis> members) {
        this(members, 0, members.getFirst().platform().firstRelease());
    }

    /** The same boxes with other software. */
    public Hardware running(SoftwareVersion version) {
        return new Hardware(members, activeUnit, version);
    }

    /** The same boxes with another member or supervisor active. */
    public Hardware withActive(int unit) {
        return new Hardware(members, unit, software);
    }

    /** Members of a stack or pair, or supervisors of a chassis: what a switchover has to choose from. */
    public int units() {
        return Math.max(members.size(), platform().supervisors());
    }

    /** The unit that takes over when the active one fails; empty if there is none. */
    public OptionalInt standbyUnit() {
        return units() < 2 ? OptionalInt.empty() : OptionalInt.of(activeUnit == 0 ? 1 : 0);
    }

    public static Hardware standalone(Platform platform, Udi udi) {
        return new Hardware(List.of(new Chassis(platform, udi)));
    }

    /** The chassis the device is registered by. */
    public Chassis first() {
        return members.getFirst();
    }

    public Udi udi() {
        return first().udi();
    }

    public Platform platform() {
        return first().platform();
    }

    /** Active, Standby, Member, Member, … as the switch names them. */
    public String role(int unit) {
        return unit == activeUnit ? "Active" : standbyUnit().orElse(-1) == unit ? "Standby" : "Member";
    }

    /** What the configured features consume on these boxes: one entry for each tag, in the order of the features. */
    public List<LicenseUse> consumption(PlatformCatalogue catalogue, List<String> features) {
        Map<PlatformLicense, Integer> counts = new LinkedHashMap<>();
        for (String feature : features) {
            for (Chassis member : members) {
                catalogue
                        .license(group(member.platform().licenseGroup(), feature), feature)
                        .ifPresent(license -> counts.merge(license, count(license, member), Integer::sum));
            }
        }
        List<LicenseUse> uses = new ArrayList<>();
        counts.forEach((license, count) -> uses.add(new LicenseUse(license, count)));
        return uses;
    }

    private String group(String licenseGroup, String feature) {
        return software.hasGenericNetworkLicenses()
                        && HIGH_PERFORMANCE.contains(licenseGroup)
                        && feature.startsWith("network-")
                ? GENERIC_GROUP
                : licenseGroup;
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
