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

class ComplianceTest {

    private static final LicenseId GENERIC = new LicenseId(1);
    private static final LicenseId MODEL = new LicenseId(2);
    private static final LicenseId OTHER = new LicenseId(3);
    private static final LicenseId TOP = new LicenseId(4);

    @Test
    void a_generic_licence_covers_a_request_for_the_models_tag_and_both_rows_show_it() {
        Compliance result = balance(List.of(pool(GENERIC, 2, 0), pool(MODEL, 0, 1)), edge(GENERIC, MODEL));

        assertThat(result.figures()).hasSize(2);
        assertThat(result.substitutions()).containsExactly(new Substitution(GENERIC, MODEL, 1));
        assertThat(figures(result, MODEL).borrowed()).isEqualTo(1);
        assertThat(figures(result, MODEL).balance()).isZero();
        assertThat(figures(result, GENERIC).lent()).isEqualTo(1);
        assertThat(figures(result, GENERIC).balance()).isEqualTo(1);
        assertThat(result.isCompliant(MODEL)).isTrue();
        assertThat(result.isCompliant(GENERIC)).isTrue();
    }

    @Test
    void without_a_generic_licence_the_models_tag_is_one_short() {
        Compliance result = balance(List.of(pool(GENERIC, 0, 0), pool(MODEL, 0, 1)), edge(GENERIC, MODEL));

        assertThat(result.substitutions()).isEmpty();
        assertThat(figures(result, MODEL).balance()).isEqualTo(-1);
        assertThat(result.isCompliant(MODEL)).isFalse();
        assertThat(result.isCompliant(GENERIC)).isTrue();
    }

    @Test
    void a_balance_of_zero_is_compliant_and_minus_one_is_not() {
        assertThat(balance(List.of(pool(MODEL, 5, 5))).isCompliant(MODEL)).isTrue();
        assertThat(balance(List.of(pool(MODEL, 5, 6))).isCompliant(MODEL)).isFalse();
    }

    @Test
    void reserved_licences_count_as_taken() {
        Compliance result =
                balance(List.of(new PoolDemand(GENERIC, "generic", 3, 2, 0), pool(MODEL, 0, 2)), edge(GENERIC, MODEL));

        assertThat(figures(result, GENERIC).lent()).isEqualTo(1);
        assertThat(figures(result, GENERIC).balance()).isZero();
        assertThat(figures(result, MODEL).balance()).isEqualTo(-1);
    }

    @Test
    void a_licence_serves_its_own_demand_before_it_lends() {
        Compliance result = balance(List.of(pool(GENERIC, 2, 2), pool(MODEL, 0, 1)), edge(GENERIC, MODEL));

        assertThat(result.substitutions()).isEmpty();
        assertThat(result.isCompliant(GENERIC)).isTrue();
        assertThat(result.isCompliant(MODEL)).isFalse();
    }

    @Test
    void a_child_never_lends_to_its_parent() {
        Compliance result = balance(List.of(pool(GENERIC, 0, 1), pool(MODEL, 9, 0)), edge(GENERIC, MODEL));

        assertThat(result.substitutions()).isEmpty();
        assertThat(figures(result, GENERIC).balance()).isEqualTo(-1);
    }

    @Test
    void along_a_chain_the_nearest_ancestor_lends_first() {
        Compliance result = balance(
                List.of(pool(TOP, 5, 0), pool(GENERIC, 1, 0), pool(MODEL, 0, 3)),
                edge(TOP, GENERIC),
                edge(GENERIC, MODEL));

        assertThat(result.substitutions())
                .containsExactly(new Substitution(GENERIC, MODEL, 1), new Substitution(TOP, MODEL, 2));
        assertThat(figures(result, TOP).balance()).isEqualTo(3);
        assertThat(result.isCompliant(MODEL)).isTrue();
    }

    @Test
    void an_ancestor_lends_over_one_that_has_no_pool() {
        Compliance result =
                balance(List.of(pool(TOP, 1, 0), pool(MODEL, 0, 1)), edge(TOP, GENERIC), edge(GENERIC, MODEL));

        assertThat(result.substitutions()).containsExactly(new Substitution(TOP, MODEL, 1));
        assertThat(result.figures()).doesNotContainKey(GENERIC);
    }

    @Test
    void in_a_diamond_the_common_ancestor_lends_once() {
        // TOP above GENERIC and OTHER, both above MODEL; only TOP has a surplus, of one.
        Compliance result = balance(
                List.of(pool(TOP, 1, 0), pool(GENERIC, 0, 0), pool(OTHER, 0, 0), pool(MODEL, 0, 2)),
                edge(TOP, GENERIC),
                edge(TOP, OTHER),
                edge(GENERIC, MODEL),
                edge(OTHER, MODEL));

        assertThat(result.substitutions()).containsExactly(new Substitution(TOP, MODEL, 1));
        assertThat(figures(result, MODEL).balance()).isEqualTo(-1);
    }

    @Test
    void when_two_children_are_short_the_first_by_name_is_served_first() {
        List<PoolDemand> demands = List.of(
                new PoolDemand(GENERIC, "generic", 1, 0, 0),
                new PoolDemand(MODEL, "zeta", 0, 0, 1),
                new PoolDemand(OTHER, "alpha", 0, 0, 1));

        Compliance result = balance(demands, edge(GENERIC, MODEL), edge(GENERIC, OTHER));

        assertThat(result.substitutions()).containsExactly(new Substitution(GENERIC, OTHER, 1));
        assertThat(result.isCompliant(MODEL)).isFalse();
    }

    @Test
    void a_licence_nobody_owns_is_not_compliant() {
        assertThat(balance(List.of()).isCompliant(MODEL)).isFalse();
    }

    @Test
    void counts_are_never_negative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolDemand(MODEL, "m", -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolDemand(MODEL, "m", 0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolDemand(MODEL, "m", 0, 0, -1));
    }

    @Test
    void the_order_in_which_pools_and_edges_are_given_does_not_matter() {
        for (int seed = 0; seed < 200; seed++) {
            Case some = Case.random(seed);
            Compliance expected = some.balance();

            for (int shuffle = 0; shuffle < 5; shuffle++) {
                Case shuffled = some.shuffled(new Random(seed * 7L + shuffle));
                assertThat(shuffled.balance()).as("case %d", seed).isEqualTo(expected);
            }
        }
    }

    @Test
    void what_is_borrowed_was_lent_and_nobody_lends_more_than_his_surplus() {
        int substitutions = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            Case some = Case.random(seed);
            Compliance result = some.balance();
            substitutions += result.substitutions().size();

            int borrowed = 0;
            int lent = 0;
            long before = 0;
            long after = 0;
            for (PoolDemand demand : some.demands()) {
                PoolFigures figures = figures(result, demand.license());
                int own = demand.owned() - demand.reserved() - demand.inUse();
                borrowed += figures.borrowed();
                lent += figures.lent();
                before += own;
                after += figures.balance();
                assertThat(figures.lent()).as("case %d", seed).isBetween(0, Math.max(0, own));
                assertThat(figures.borrowed()).as("case %d", seed).isBetween(0, Math.max(0, -own));
            }
            assertThat(borrowed).as("case %d", seed).isEqualTo(lent);
            assertThat(after).as("case %d", seed).isEqualTo(before);
            assertThat(result.figures()).hasSize(some.demands().size());
            result.substitutions()
                    .forEach(made -> assertThat(some.hierarchy().ancestorsOf(made.child()))
                            .contains(made.parent()));
            assertNothingIsLeftUndone(some, result, seed);
        }
        assertThat(substitutions).as("the cases are worth looking at").isGreaterThan(1_000);
    }

    /** No licence stays short while one of its ancestors still has a surplus. */
    private static void assertNothingIsLeftUndone(Case some, Compliance result, int seed) {
        result.figures().values().stream()
                .filter(figures -> !figures.isCompliant())
                .forEach(shortage -> some.hierarchy().ancestorsOf(shortage.license()).stream()
                        .filter(result.figures()::containsKey)
                        .forEach(
                                ancestor -> assertThat(figures(result, ancestor).balance())
                                        .as("case %d", seed)
                                        .isNotPositive()));
    }

    private static PoolFigures figures(Compliance result, LicenseId license) {
        return java.util.Objects.requireNonNull(result.figures().get(license));
    }

    private static Compliance balance(List<PoolDemand> demands, Edge... edges) {
        Map<LicenseId, String> names = new HashMap<>();
        demands.forEach(demand -> names.put(demand.license(), demand.name()));
        return Compliance.of(demands, new LicenseHierarchy(List.of(edges), names));
    }

    private static PoolDemand pool(LicenseId license, int owned, int inUse) {
        return new PoolDemand(license, "licence " + license, owned, 0, inUse);
    }

    private static Edge edge(LicenseId parent, LicenseId child) {
        return new Edge(parent, child);
    }

    /** A Virtual Account with up to 12 pools and edges that only lead from lower to higher ids, so that no cycle arises. */
    private record Case(List<PoolDemand> demands, List<Edge> edges) {

        static Case random(long seed) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(12);
            List<PoolDemand> demands = new ArrayList<>();
            List<Edge> edges = new ArrayList<>();
            for (int child = 1; child <= size; child++) {
                demands.add(new PoolDemand(
                        new LicenseId(child),
                        "licence " + random.nextInt(6),
                        random.nextInt(10),
                        random.nextInt(3),
                        random.nextInt(10)));
                for (int parent = 1; parent < child; parent++) {
                    if (random.nextInt(3) == 0) {
                        edges.add(new Edge(new LicenseId(parent), new LicenseId(child)));
                    }
                }
            }
            return new Case(demands, edges);
        }

        Case shuffled(Random random) {
            List<PoolDemand> otherDemands = new ArrayList<>(demands);
            List<Edge> otherEdges = new ArrayList<>(edges);
            Collections.shuffle(otherDemands, random);
            Collections.shuffle(otherEdges, random);
            return new Case(otherDemands, otherEdges);
        }

        LicenseHierarchy hierarchy() {
            Map<LicenseId, String> names = new HashMap<>();
            demands.forEach(demand -> names.put(demand.license(), demand.name()));
            return new LicenseHierarchy(edges, names);
        }

        Compliance balance() {
            return Compliance.of(demands, hierarchy());
        }
    }
}
