package org.slportal.services.conversion.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionAct;
import org.slportal.services.conversion.LineRefusal;
import org.slportal.services.conversion.TraditionalLine;
import org.springframework.stereotype.Component;

/** Judges each line of a bulk conversion by itself: one that is refused does not hold up the others. */
@Component
class LineJudge {

    /** Quantity of a line of which all that is left is meant. */
    static final int ALL_LEFT = 0;

    /** @param quantities units of each line that may be converted */
    record Verdict(
            List<TraditionalLine> lines,
            Map<TraditionalLineId, Integer> quantities,
            Map<TraditionalLineId, LineReason> refused) {}

    private final ConversionAct act;

    LineJudge(ConversionAct act) {
        this.act = act;
    }

    /** @param asked units of each line, or {@link #ALL_LEFT}; all of one kind */
    Verdict judge(Actor actor, SmartAccountId account, Map<TraditionalLineId, Integer> asked) {
        List<TraditionalLine> read = asked.isEmpty() ? List.of() : act.read(account, asked.keySet());
        Map<TraditionalLineId, LineReason> refused = new HashMap<>();

        // 1. What is not the account's, or lies where the person may not look, is unknown.
        asked.keySet().forEach(line -> refused.put(line, LineReason.of(LineProblem.LINE_UNKNOWN)));
        List<TraditionalLine> allowed = new ArrayList<>();
        for (TraditionalLine line : read) {
            LineReason reason = rights(actor, account, line.pool());
            if (reason == null) {
                refused.remove(line.id());
                allowed.add(line);
            } else {
                refused.put(line.id(), reason);
            }
        }

        // 2. The policies, on the figures as they are.
        Map<TraditionalLineId, Integer> quantities = new HashMap<>();
        allowed.forEach(line -> quantities.put(line.id(), units(asked, line)));
        for (LineRefusal refusal : act.refusals(allowed, quantities)) {
            refused.put(refusal.line(), LineReason.of(refusal));
            quantities.remove(refusal.line());
        }
        return new Verdict(
                allowed.stream()
                        .filter(line -> quantities.containsKey(line.id()))
                        .toList(),
                quantities,
                refused);
    }

    static Map<TraditionalLineId, LineReason> all(Collection<TraditionalLineId> lines, LineProblem problem) {
        Map<TraditionalLineId, LineReason> refused = new HashMap<>();
        lines.forEach(line -> refused.put(line, LineReason.of(problem)));
        return refused;
    }

    private static int units(Map<TraditionalLineId, Integer> asked, TraditionalLine line) {
        int units = asked.getOrDefault(line.id(), ALL_LEFT);
        return units == ALL_LEFT ? line.available() : units;
    }

    private static @Nullable LineReason rights(Actor actor, SmartAccountId account, @Nullable VirtualAccountId pool) {
        if (actor.may(Permission.MANAGE_LICENSES, account, pool)) {
            return null;
        }
        return LineReason.of(
                actor.may(Permission.VIEW, account, pool) ? LineProblem.LINE_NOT_ALLOWED : LineProblem.LINE_UNKNOWN);
    }
}
