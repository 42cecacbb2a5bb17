package org.slportal.domain.compliance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slportal.domain.id.LicenseId;

/**
 * The directed acyclic graph of licences: a surplus of a parent satisfies a request for its child.
 *
 * <p>Example: C9500 Network Advantage stands above C9500 32C NW Advantage, so a switch on an old image that asks for the model's
 * tag is covered by the generic licence.
 */
public final class LicenseHierarchy {

    private final Map<LicenseId, List<LicenseId>> parentsByChild;
    private final Map<LicenseId, String> names;

    /** One edge: the parent stands above the child. */
    public record Edge(LicenseId parent, LicenseId child) {}

    /**
     * @param names display names of the licences; they decide the order among ancestors of the same depth
     * @throws IllegalArgumentException if the edges form a cycle
     */
    public LicenseHierarchy(List<Edge> edges, Map<LicenseId, String> names) {
        this.names = Map.copyOf(names);
        Map<LicenseId, List<LicenseId>> parents = new HashMap<>();
        for (Edge edge : edges) {
            parents.computeIfAbsent(edge.child(), unused -> new ArrayList<>()).add(edge.parent());
        }
        parents.values().forEach(list -> list.sort(byName()));
        this.parentsByChild = Map.copyOf(parents);
        requireAcyclic();
    }

    /** All ancestors of a licence, nearest first; of the same depth by name. Each appears once, at its smallest depth. */
    public List<LicenseId> ancestorsOf(LicenseId license) {
        Map<LicenseId, Boolean> seen = new LinkedHashMap<>();
        List<LicenseId> level = parentsOf(license);
        while (!level.isEmpty()) {
            List<LicenseId> next = new ArrayList<>();
            for (LicenseId parent : level) {
                if (seen.putIfAbsent(parent, Boolean.TRUE) == null) {
                    next.addAll(parentsOf(parent));
                }
            }
            level = next.stream().distinct().sorted(byName()).toList();
        }
        return List.copyOf(seen.keySet());
    }

    private List<LicenseId> parentsOf(LicenseId license) {
        return parentsByChild.getOrDefault(license, List.of());
    }

    private Comparator<LicenseId> byName() {
        return Comparator.<LicenseId, String>comparing(id -> names.getOrDefault(id, ""))
                .thenComparing(LicenseId::value);
    }

    private void requireAcyclic() {
        Set<LicenseId> done = new HashSet<>();
        for (LicenseId start : parentsByChild.keySet()) {
            visit(start, new HashSet<>(), done);
        }
    }

    private void visit(LicenseId license, Set<LicenseId> path, Set<LicenseId> done) {
        if (done.contains(license)) {
            return;
        }
        if (!path.add(license)) {
            throw new IllegalArgumentException("The licence hierarchy has a cycle through \""
                    + names.getOrDefault(license, license.toString()) + "\"");
        }
        for (LicenseId parent : parentsOf(license)) {
            visit(parent, path, done);
        }
        path.remove(license);
        done.add(license);
    }
}
