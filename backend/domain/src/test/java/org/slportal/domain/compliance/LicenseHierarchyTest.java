package org.slportal.domain.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slportal.domain.compliance.LicenseHierarchy.Edge;
import org.slportal.domain.id.LicenseId;

class LicenseHierarchyTest {

    private static final LicenseId A = new LicenseId(1);
    private static final LicenseId B = new LicenseId(2);
    private static final LicenseId C = new LicenseId(3);
    private static final LicenseId D = new LicenseId(4);
    private static final LicenseId E = new LicenseId(5);

    @Test
    void a_licence_without_parents_has_no_ancestors() {
        assertThat(hierarchy(edge(A, B)).ancestorsOf(A)).isEmpty();
        assertThat(hierarchy().ancestorsOf(E)).isEmpty();
    }

    @Test
    void ancestors_come_nearest_first() {
        assertThat(hierarchy(edge(A, B), edge(B, C), edge(C, D)).ancestorsOf(D)).containsExactly(C, B, A);
    }

    @Test
    void ancestors_of_one_depth_come_by_name_and_not_by_id() {
        LicenseHierarchy hierarchy = new LicenseHierarchy(
                List.of(edge(A, D), edge(B, D), edge(C, D)), Map.of(A, "zeta", B, "alpha", C, "mu", D, "child"));

        assertThat(hierarchy.ancestorsOf(D)).containsExactly(B, C, A);
    }

    @Test
    void ancestors_of_one_name_come_by_id() {
        LicenseHierarchy hierarchy =
                new LicenseHierarchy(List.of(edge(B, D), edge(A, D)), Map.of(A, "same", B, "same"));

        assertThat(hierarchy.ancestorsOf(D)).containsExactly(A, B);
    }

    @Test
    void an_ancestor_reached_by_two_ways_appears_once_at_its_smallest_depth() {
        // A is both parent and great-grandparent of D.
        assertThat(hierarchy(edge(A, D), edge(A, B), edge(B, C), edge(C, D)).ancestorsOf(D))
                .containsExactly(A, C, B);
        // The diamond.
        assertThat(hierarchy(edge(A, B), edge(A, C), edge(B, D), edge(C, D)).ancestorsOf(D))
                .containsExactly(B, C, A);
    }

    @Test
    void an_edge_given_twice_is_one_edge() {
        assertThat(hierarchy(edge(A, B), edge(A, B)).ancestorsOf(B)).containsExactly(A);
    }

    @Test
    void a_cycle_is_refused_and_a_licence_on_it_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hierarchy(edge(A, B), edge(B, C), edge(C, A)))
                .withMessageContaining("cycle")
                .withMessageMatching(".*\"[abc]\".*");
        assertThatIllegalArgumentException().isThrownBy(() -> hierarchy(edge(A, B), edge(B, A)));
        assertThatIllegalArgumentException().isThrownBy(() -> hierarchy(edge(A, A)));
    }

    @Test
    void a_cycle_far_from_the_first_edges_is_found() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hierarchy(edge(A, B), edge(B, C), edge(D, E), edge(E, D)));
    }

    @Test
    void two_ways_to_one_ancestor_are_not_a_cycle() {
        assertThat(hierarchy(edge(A, B), edge(A, C), edge(B, D), edge(C, D), edge(A, D))
                        .ancestorsOf(D))
                .hasSize(3);
    }

    @Test
    void the_order_in_which_edges_are_given_does_not_matter() {
        List<Edge> edges =
                new ArrayList<>(List.of(edge(A, B), edge(A, C), edge(B, D), edge(C, D), edge(D, E), edge(B, E)));
        List<LicenseId> expected = new LicenseHierarchy(edges, names()).ancestorsOf(E);

        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(edges, new Random(seed));
            assertThat(new LicenseHierarchy(edges, names()).ancestorsOf(E)).isEqualTo(expected);
        }
    }

    @Test
    void a_chain_as_long_as_a_catalogue_is_walked() {
        List<Edge> chain = new ArrayList<>();
        Map<LicenseId, String> names = new HashMap<>();
        for (long id = 1; id <= 2_000; id++) {
            names.put(new LicenseId(id), "licence " + id);
            if (id > 1) {
                chain.add(edge(new LicenseId(id - 1), new LicenseId(id)));
            }
        }

        assertThat(new LicenseHierarchy(chain, names).ancestorsOf(new LicenseId(2_000)))
                .hasSize(1_999)
                .startsWith(new LicenseId(1_999))
                .endsWith(new LicenseId(1));
    }

    private static Edge edge(LicenseId parent, LicenseId child) {
        return new Edge(parent, child);
    }

    private static LicenseHierarchy hierarchy(Edge... edges) {
        return new LicenseHierarchy(List.of(edges), names());
    }

    private static Map<LicenseId, String> names() {
        return Map.of(A, "a", B, "b", C, "c", D, "d", E, "e");
    }
}
