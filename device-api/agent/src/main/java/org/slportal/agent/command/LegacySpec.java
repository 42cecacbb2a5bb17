package org.slportal.agent.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.legacy.LegacyChassis;
import org.slportal.agent.legacy.LegacyLicense;
import org.slportal.agent.platform.Chassis;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.LegacyMethod;

/**
 * Legacy licences as the command line describes them: {@code ipservices+ap:5} for a switch, {@code SL-4330-SEC-K9+FL-4330-PERF-K9:1} for a
 * router. A stack has one list for each member, parted by slashes, or one list for all.
 */
final class LegacySpec {

    private static final String ACCESS_POINTS = "ap";
    private static final int MOST = 1_000_000;

    private LegacySpec() {}

    /** @param text null for what the models come with */
    static List<LegacyChassis> parse(@Nullable String text, Hardware hardware) {
        List<Chassis> members = hardware.members();
        if (text == null) {
            return members.stream()
                    .map(member -> LegacyChassis.factory(member.platform()))
                    .toList();
        }
        List<String> lists = List.of(text.split("/", -1));
        if (lists.size() == 1) {
            lists = Collections.nCopies(members.size(), lists.getFirst());
        }
        if (lists.size() != members.size()) {
            throw new UsageException("legacy= takes one list, or one for each of the " + members.size()
                    + " members, parted by /; not understood: " + text);
        }
        List<LegacyChassis> legacy = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            legacy.add(chassis(lists.get(i), members.get(i)));
        }
        return legacy;
    }

    private static LegacyChassis chassis(String list, Chassis member) {
        LegacyMethod method = member.platform().legacy();
        if (!method.isConvertible()) {
            throw new UsageException("A " + member.platform().pid() + " has no legacy licences to convert");
        }
        String level = null;
        int accessPoints = 0;
        List<LegacyLicense> others = new ArrayList<>();
        for (String item : list.isEmpty() ? new String[0] : list.split("\\+", -1)) {
            String[] parts = item.split(":", 2);
            String name = parts[0];
            int count = parts.length == 2 ? count(parts[1], item) : 1;
            if (method == LegacyMethod.PAK) {
                others.add(new LegacyLicense(checked(name), count));
            } else if (name.equals(ACCESS_POINTS)) {
                accessPoints = count;
            } else if (LegacyChassis.LEVELS.contains(name) && level == null && parts.length == 1) {
                level = name;
            } else {
                throw new UsageException("legacy= of a switch takes one of " + String.join(", ", LegacyChassis.LEVELS)
                        + " and ap:COUNT, joined with +; not understood: " + item);
            }
        }
        return new LegacyChassis(level, level, accessPoints, others);
    }

    private static String checked(String name) {
        if (!name.matches("[A-Za-z0-9._=-]{1,64}")) {
            throw new UsageException("Not the name of a legacy licence: " + name);
        }
        return name;
    }

    private static int count(String text, String item) {
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) > MOST) {
            throw new UsageException("Not a count from 0 to " + MOST + ": " + item);
        }
        return Integer.parseInt(text);
    }
}
