package org.slportal.domain.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.compliance.Explanation.Remedy;
import org.slportal.domain.compliance.LicenseHierarchy.Edge;
import org.slportal.domain.id.LicenseId;

class ExplanationTest {

    private static final LicenseId GENERIC = new LicenseId(1);
    private static final LicenseId MODEL = new LicenseId(2);
    private static final LicenseId OTHER = new LicenseId(3);
    private static final LicenseHierarchy HIERARCHY = new LicenseHierarchy(
            List.of(new Edge(GENERIC, MODEL), new Edge(GENERIC, OTHER)),
            Map.of(GENERIC, "generic", MODEL, "model", OTHER, "another model"));

    @Test
    void a_models_tag_that_the_generic_licence_covers_is_listed_beside_it_and_needs_nothing() {
        Explanation model = Explanation.of(MODEL, List.of(pool(GENERIC, 2, 0), pool(MODEL, 0, 1)), HIERARCHY);

        assertThat(model.isCoveredEntirely()).isTrue();
        assertThat(model.borrowed()).containsExactly(new Substitution(GENERIC, MODEL, 1));
        assertThat(model.remedies()).isEmpty();
        assertThat(model.ancestors()).containsExactly(GENERIC);
    }

    @Test
    void the_generic_licence_says_whom_it_lends_to_and_what_is_left() {
        Explanation generic = Explanation.of(GENERIC, List.of(pool(GENERIC, 2, 0), pool(MODEL, 0, 1)), HIERARCHY);

        assertThat(generic.lent()).containsExactly(new Substitution(GENERIC, MODEL, 1));
        assertThat(generic.surplus()).isEqualTo(1);
        assertThat(generic.isCoveredEntirely()).isFalse();
    }

    @Test
    void a_shortage_is_mended_by_the_licence_itself_or_by_one_above_it() {
        Explanation model = Explanation.of(MODEL, List.of(pool(MODEL, 1, 4)), HIERARCHY);

        assertThat(model.remedies()).containsExactly(new Remedy(MODEL, 3), new Remedy(GENERIC, 3));
    }

    @Test
    void of_an_ancestor_that_others_draw_on_first_more_are_needed() {
        Explanation model =
                Explanation.of(MODEL, List.of(pool(GENERIC, 0, 1), pool(OTHER, 0, 2), pool(MODEL, 0, 3)), HIERARCHY);

        // One for the generic licence's own users, two for the other model, which comes first by name.
        assertThat(model.remedies()).containsExactly(new Remedy(MODEL, 3), new Remedy(GENERIC, 6));
    }

    @Test
    void so_many_more_are_enough_and_one_fewer_is_not() {
        List<PoolDemand> demands = List.of(pool(GENERIC, 1, 3), pool(OTHER, 0, 2), pool(MODEL, 2, 9));
        for (Remedy remedy : Explanation.of(MODEL, demands, HIERARCHY).remedies()) {
            assertThat(with(demands, remedy.license(), remedy.quantity()).isCompliant(MODEL))
                    .isTrue();
            assertThat(with(demands, remedy.license(), remedy.quantity() - 1).isCompliant(MODEL))
                    .isFalse();
        }
    }

    @Test
    void what_nobody_owns_or_uses_has_empty_figures() {
        Explanation nothing = Explanation.of(MODEL, List.of(), HIERARCHY);

        assertThat(nothing.figures()).isEqualTo(new PoolFigures(MODEL, 0, 0, 0, 0, 0));
        assertThat(nothing.isCoveredEntirely()).isFalse();
    }

    private static Compliance with(List<PoolDemand> demands, LicenseId license, int more) {
        return Compliance.of(
                demands.stream()
                        .map(demand -> demand.license().equals(license)
                                ? pool(license, demand.owned() + more, demand.inUse())
                                : demand)
                        .toList(),
                HIERARCHY);
    }

    private static PoolDemand pool(LicenseId license, int owned, int inUse) {
        String name = license.equals(GENERIC) ? "generic" : license.equals(MODEL) ? "model" : "another model";
        return new PoolDemand(license, name, owned, 0, inUse);
    }
}
