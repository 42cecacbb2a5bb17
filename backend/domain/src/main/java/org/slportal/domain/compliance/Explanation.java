package org.slportal.domain.compliance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slportal.domain.id.LicenseId;

/**
 * Why a pool's balance is what it is, and what would mend it.
 *
 * @param borrowed from ancestors, in the order the shortage was filled
 * @param lent to descendants
 * @param ancestors licences that stand above this one, nearest first, whether owned or not
 * @param remedies empty while nothing is missing; the licence itself first, then its ancestors
 */
public record Explanation(
        PoolFigures figures,
        List<Substitution> borrowed,
        List<Substitution> lent,
        List<LicenseId> ancestors,
        List<Remedy> remedies) {

    /** So many more of this licence would be enough. @param quantity the least that is, &gt; 0 */
    public record Remedy(LicenseId license, int quantity) {}

    public Explanation {
        borrowed = List.copyOf(borrowed);
        lent = List.copyOf(lent);
        ancestors = List.copyOf(ancestors);
        remedies = List.copyOf(remedies);
    }

    /** @param demands of all pools of the Virtual Account */
    public static Explanation of(LicenseId license, List<PoolDemand> demands, LicenseHierarchy hierarchy) {
        Compliance compliance = Compliance.of(demands, hierarchy);
        PoolFigures figures = compliance.figures().getOrDefault(license, new PoolFigures(license, 0, 0, 0, 0, 0));
        List<LicenseId> ancestors = hierarchy.ancestorsOf(license);
        List<Remedy> remedies = new ArrayList<>();
        if (!figures.isCompliant()) {
            int most = Math.toIntExact(compliance.figures().values().stream()
                    .mapToLong(pool -> Math.max(0, -pool.balance()))
                    .sum());
            Stream.concat(Stream.of(license), ancestors.stream())
                    .forEach(candidate ->
                            remedies.add(new Remedy(candidate, least(license, candidate, most, demands, hierarchy))));
        }
        return new Explanation(
                figures,
                compliance.substitutions().stream()
                        .filter(made -> made.child().equals(license))
                        .toList(),
                compliance.substitutions().stream()
                        .filter(made -> made.parent().equals(license))
                        .toList(),
                ancestors,
                remedies);
    }

    /** Nothing of it is owned, yet nothing is missing: another licence stands above it, so the account shows both. */
    public boolean isCoveredEntirely() {
        return figures.owned() == 0 && figures.borrowed() > 0 && figures.isCompliant();
    }

    /** How many of these covers, after everything else, nobody needs. */
    public int surplus() {
        return Math.max(0, figures.balance());
    }

    /**
     * Tried out rather than calculated: others may be short of the same ancestor and take from it first. With as many more as all
     * shortages together, everybody is served.
     */
    private static int least(
            LicenseId license, LicenseId candidate, int most, List<PoolDemand> demands, LicenseHierarchy hierarchy) {
        int enough = most;
        int tooFew = 0;
        while (enough - tooFew > 1) {
            int middle = tooFew + (enough - tooFew) / 2;
            if (Compliance.of(with(candidate, middle, demands), hierarchy).isCompliant(license)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private static List<PoolDemand> with(LicenseId license, int more, List<PoolDemand> demands) {
        List<PoolDemand> changed = new ArrayList<>();
        boolean found = false;
        for (PoolDemand demand : demands) {
            boolean same = demand.license().equals(license);
            found |= same;
            changed.add(
                    same
                            ? new PoolDemand(
                                    license, demand.name(), demand.owned() + more, demand.reserved(), demand.inUse())
                            : demand);
        }
        if (!found) {
            changed.add(new PoolDemand(license, "", more, 0, 0));
        }
        return changed;
    }
}
