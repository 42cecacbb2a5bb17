package org.slportal.services.catalogue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slportal.services.error.ErrorReason;

/** Finds a licence that stands above itself, and says by which way. */
final class HierarchyCycle {

    private HierarchyCycle() {}

    /** Adds a problem to the line of the file that closes the circle. */
    static void report(List<CatalogueReader.Line> edges) {
        // 1. Take away, again and again, the lines whose parent nothing stands above. A circle remains.
        Map<String, List<CatalogueReader.Line>> below = new HashMap<>();
        Map<String, Integer> above = new HashMap<>();
        for (CatalogueReader.Line edge : edges) {
            below.computeIfAbsent(parent(edge), unused -> new ArrayList<>()).add(edge);
            above.merge(child(edge), 1, Integer::sum);
        }
        Deque<String> free = new ArrayDeque<>(
                below.keySet().stream().filter(name -> !above.containsKey(name)).toList());
        while (!free.isEmpty()) {
            List<CatalogueReader.Line> gone = below.remove(free.pop());
            for (CatalogueReader.Line edge : gone == null ? List.<CatalogueReader.Line>of() : gone) {
                if (above.merge(child(edge), -1, Integer::sum) == 0) {
                    free.push(child(edge));
                }
            }
        }

        // 2. Each licence left with something above it: going up long enough arrives in the circle.
        Map<String, CatalogueReader.Line> upwards = new HashMap<>();
        below.values().forEach(list -> list.forEach(edge -> upwards.put(child(edge), edge)));
        if (upwards.isEmpty()) {
            return;
        }
        CatalogueReader.Line at = upwards.values().iterator().next();
        Map<CatalogueReader.Line, Integer> met = new HashMap<>();
        List<CatalogueReader.Line> way = new ArrayList<>();
        while (!met.containsKey(at)) {
            met.put(at, way.size());
            way.add(at);
            at = upwards.getOrDefault(parent(at), at);
        }
        List<CatalogueReader.Line> circle =
                way.subList(met.getOrDefault(at, 0), way.size()).reversed();

        // 3. Told at its last line in the file, beginning with that line's parent.
        CatalogueReader.Line last = circle.stream()
                .max(Comparator.comparingLong(edge -> edge.csv().line()))
                .orElseThrow();
        int turn = circle.indexOf(last);
        List<CatalogueReader.Line> told = new ArrayList<>(circle.subList(turn, circle.size()));
        told.addAll(circle.subList(0, turn));
        String path = told.stream()
                        .map(edge -> edge.row().cell(CatalogueColumn.PARENT))
                        .collect(Collectors.joining(" → "))
                + " → "
                + last.row().cell(CatalogueColumn.PARENT);
        last.csv().problem(CatalogueColumn.CHILD.header(), ErrorReason.CATALOGUE_CYCLE, path);
    }

    private static String parent(CatalogueReader.Line edge) {
        return CatalogueRow.same(edge.row().cell(CatalogueColumn.PARENT));
    }

    private static String child(CatalogueReader.Line edge) {
        return CatalogueRow.same(edge.row().cell(CatalogueColumn.CHILD));
    }
}
