package org.slportal.domain.compliance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slportal.domain.id.LicenseId;

/**
 * Balances the pools of one Virtual Account: each licence serves its own demand first, then shortages are filled from the nearest
 * ancestors with surplus. Deterministic: shortages in order of name, ancestors by depth, then name. Cost grows with the number of
 * pools, never with devices.
 *
 * @param figures by licence
 * @param substitutions in the order they were made
 */
public record Compliance(Map<LicenseId, PoolFigures> figures, List<Substitution> substitutions) {

    public static Compliance of(List<PoolDemand> demands, LicenseHierarchy hierarchy) {
        Map<LicenseId, PoolDemand> byLicense = new HashMap<>();
        Map<LicenseId, Integer> surplus = new HashMap<>();
        for (PoolDemand demand : demands) {
            byLicense.put(demand.license(), demand);
            surplus.put(demand.license(), demand.owned() - demand.reserved() - demand.inUse());
        }
        Map<LicenseId, Integer> borrowed = new HashMap<>();
        Map<LicenseId, Integer> lent = new HashMap<>();
        List<Substitution> substitutions = new ArrayList<>();

        List<PoolDemand> inOrder = demands.stream()
                .sorted(Comparator.comparing(PoolDemand::name)
                        .thenComparing(demand -> demand.license().value()))
                .toList();
        for (PoolDemand child : inOrder) {
            int missing = child.inUse() + child.reserved() - child.owned();
            if (missing <= 0) {
                continue;
            }
            for (LicenseId ancestor : hierarchy.ancestorsOf(child.license())) {
                int available = surplus.getOrDefault(ancestor, 0);
                int quantity = Math.min(missing, available);
                if (quantity <= 0) {
                    continue;
                }
                surplus.put(ancestor, available - quantity);
                lent.merge(ancestor, quantity, Integer::sum);
                borrowed.merge(child.license(), quantity, Integer::sum);
                substitutions.add(new Substitution(ancestor, child.license(), quantity));
                missing -= quantity;
                if (missing == 0) {
                    break;
                }
            }
        }

        Map<LicenseId, PoolFigures> figures = new TreeMap<>(Comparator.comparingLong(LicenseId::value));
        byLicense.forEach((license, demand) -> figures.put(
                license,
                new PoolFigures(
                        license,
                        demand.owned(),
                        demand.reserved(),
                        demand.inUse(),
                        borrowed.getOrDefault(license, 0),
                        lent.getOrDefault(license, 0))));
        return new Compliance(figures, List.copyOf(substitutions));
    }

    /** Unknown licences are not compliant: nobody owns them. */
    public boolean isCompliant(LicenseId license) {
        PoolFigures pool = figures.get(license);
        return pool != null && pool.isCompliant();
    }
}
