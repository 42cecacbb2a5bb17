package org.slportal.ui.search;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import org.slportal.services.search.FoundSku;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Table;
import org.slportal.ui.convert.ConvertPaksView;
import org.slportal.ui.i18n.Numbers;

/** What a SKU becomes, and how much of it the account has left. */
class SkuAnswer extends Div {

    private static final long serialVersionUID = 1L;

    SkuAnswer(FoundSku sku) {
        addClassName("card");
        add(
                new H3(Table.mono(sku.code())),
                new Facts()
                        .fact(getTranslation("field.description"), sku.description())
                        .fact(getTranslation("convert.becomes"), becomes(sku))
                        .fact(
                                getTranslation("convert.term"),
                                getTranslation("term." + sku.term().name()))
                        .fact(getTranslation("search.left"), left(sku)));
        if (sku.paks() > 0) {
            add(SearchLinks.to(getTranslation("search.see-paks"), ConvertPaksView.class, sku.code()));
        }
    }

    private String becomes(FoundSku sku) {
        String license = sku.license();
        if (license == null) {
            return getTranslation("ineligible.NO_EQUIVALENT_LICENSE");
        }
        String times = sku.licenseQuantity() > 1
                ? getTranslation("convert.times", license, Numbers.plain(sku.licenseQuantity()))
                : license;
        return sku.partialAllowed() ? times : times + " · " + getTranslation("convert.all-or-nothing");
    }

    private String left(FoundSku sku) {
        if (sku.paks() == 0) {
            return getTranslation("search.left-none");
        }
        return getTranslation(
                sku.atLeast() ? "search.left-at-least" : "search.left-on",
                Numbers.plain(sku.available()),
                Numbers.plain(sku.paks()));
    }
}
