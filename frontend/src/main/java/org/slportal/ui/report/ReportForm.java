package org.slportal.ui.report;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.report.ReportColumn;
import org.slportal.services.report.ReportKind;
import org.slportal.services.report.ReportRequest;
import org.slportal.services.report.ReportState;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolsPicker;

/** What a report asks for. Only what the chosen kind knows is shown. */
class ReportForm extends Div {

    private static final long serialVersionUID = 1L;

    private final Select<ReportKind> kind = new Select<>();
    private final Checkbox everywhere = new Checkbox(getTranslation("report.all-pools"));
    private final PoolsPicker pools;
    private final TextField license = new TextField(getTranslation("report.license"));
    private final TextField product = new TextField(getTranslation("report.product"));
    private final Select<LicenseTerm> term = new Select<>();
    private final Select<ReportState> state = new Select<>();
    private final IntegerField days = new IntegerField();
    private final CheckboxGroup<ReportColumn> columns = new CheckboxGroup<>(getTranslation("report.columns"));

    ReportForm(CurrentAccount account) {
        pools = new PoolsPicker(getTranslation("report.pools"), account, Permission.VIEW);
        addClassName("report-form");
        kind.setLabel(getTranslation("report.kind"));
        kind.setItems(ReportKind.values());
        kind.setItemLabelGenerator(value -> getTranslation("report.kind." + value.name()));
        everywhere.addValueChangeListener(change -> pools.setVisible(!change.getValue()));
        term.setLabel(getTranslation("report.term"));
        term.setItems(LicenseTerm.values());
        term.setEmptySelectionAllowed(true);
        term.setEmptySelectionCaption(getTranslation("report.any"));
        term.setPlaceholder(getTranslation("report.any"));
        term.setItemLabelGenerator(
                value -> value == null ? getTranslation("report.any") : getTranslation("term." + value.name()));
        state.setLabel(getTranslation("report.state"));
        state.setEmptySelectionAllowed(true);
        state.setEmptySelectionCaption(getTranslation("report.any"));
        state.setPlaceholder(getTranslation("report.any"));
        state.setItemLabelGenerator(
                value -> value == null ? getTranslation("report.any") : getTranslation("report.state." + value.name()));
        days.setPlaceholder(getTranslation("report.any"));
        days.setStepButtonsVisible(false);
        columns.setItemLabelGenerator(value -> getTranslation("report.column." + value.name()));
        kind.addValueChangeListener(change -> {
            fit(change.getValue());
            columns.setValue(EnumSet.copyOf(ReportTexts.usual(change.getValue())));
        });
        Div filter = new Div(kind, license, product, term, state, days, pools);
        filter.addClassName("filter");
        add(filter, everywhere, columns);
    }

    private void fit(ReportKind chosen) {
        license.setVisible(chosen.hasLicense());
        product.setVisible(chosen.hasProduct());
        term.setVisible(chosen.hasTerm());
        state.setVisible(!chosen.states().isEmpty());
        state.setItems(chosen.states());
        days.setVisible(chosen.hasDays());
        days.setLabel(getTranslation(chosen == ReportKind.SUBSCRIPTIONS ? "report.days-ahead" : "report.days-back"));
        columns.setItems(chosen.columns());
    }

    void show(ReportRequest asked) {
        kind.setValue(asked.kind());
        fit(asked.kind());
        Set<VirtualAccountId> chosen = asked.pools();
        pools.choose(chosen == null ? Set.of() : chosen);
        everywhere.setValue(chosen == null);
        pools.setVisible(chosen != null);
        license.setValue(asked.license());
        product.setValue(asked.product());
        term.setValue(asked.term());
        state.setValue(asked.state());
        days.setValue(asked.days());
        columns.setValue(EnumSet.copyOf(asked.columns()));
    }

    ReportRequest asked() {
        ReportKind chosen = Objects.requireNonNull(kind.getValue());
        return new ReportRequest(
                chosen,
                everywhere.getValue() ? null : pools.chosen(),
                license.getValue(),
                term.getValue(),
                product.getValue(),
                state.getValue(),
                days.getValue(),
                List.copyOf(columns.getValue()));
    }

    /** By the names the service refuses them with. */
    Map<String, HasValidation> fields() {
        return Map.of("columns", columns, "days", days, "license", license, "product", product, "pools", pools);
    }
}
