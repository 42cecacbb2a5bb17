package org.slportal.ui.inventory;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.inventory.LicenseExplanation;
import org.slportal.services.inventory.LicenseExplanation.OwnedLot;
import org.slportal.services.inventory.LicenseExplanation.Part;
import org.slportal.services.inventory.LicenseExplanation.Surplus;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/** Why a licence's balance is what it is: a picture, the same in words, and what would mend it. */
class Why extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Dates dates;

    Why(VirtualAccountId pool, LicenseExplanation why, Dates dates) {
        this.dates = dates;
        addClassName("why");
        var figures = why.arithmetic().figures();
        String sum = getTranslation(
                "why.sum",
                Numbers.plain(figures.owned()),
                Numbers.plain(figures.borrowed()),
                Numbers.plain(figures.inUse()),
                Numbers.plain(figures.reserved()),
                Numbers.plain(figures.lent()),
                Numbers.signed(figures.balance()));
        add(new WhyBar(figures, sum), new Paragraph(sum));
        UnorderedList facts = new UnorderedList();
        for (OwnedLot lot : why.lots()) {
            facts.add(new ListItem(lot(lot)));
        }
        more(facts, why.lotCount(), why.lots().size());
        why.users()
                .forEach(user -> facts.add(new ListItem(
                        new RouterLink(user.name(), ProductInstanceView.class, InventoryNavigation.of(pool, user.id())),
                        new Span(" " + getTranslation("why.uses", Numbers.plain(user.quantity()))))));
        more(facts, why.userCount(), why.users().size());
        parts(facts, "why.borrowed", why.borrowed(), pool);
        parts(facts, "why.lent", why.lent(), pool);
        add(facts);
        if (why.arithmetic().isCoveredEntirely()) {
            add(new Paragraph(getTranslation(
                    "why.covered", why.name(), why.borrowed().getFirst().name())));
        }
        if (!why.remedies().isEmpty()) {
            remedies(pool, why);
        }
    }

    private String lot(OwnedLot lot) {
        var starts = lot.startsOn();
        var ends = lot.endsOn();
        String term = getTranslation("term." + lot.term().name());
        String quantity = Numbers.plain(lot.quantity());
        if (!lot.begun() && starts != null) {
            return getTranslation("why.lot-later", quantity, term, dates.date(starts));
        }
        return ends == null
                ? getTranslation("why.lot", quantity, term)
                : getTranslation("why.lot-until", quantity, term, dates.date(ends));
    }

    private void more(UnorderedList list, int all, int shown) {
        if (all > shown) {
            list.add(new ListItem(getTranslation("why.more", Numbers.plain(all - shown))));
        }
    }

    private void parts(UnorderedList list, String key, List<Part> parts, VirtualAccountId pool) {
        parts.forEach(part -> list.add(new ListItem(
                new Span(getTranslation(key, Numbers.plain(part.quantity())) + " "),
                new RouterLink(part.name(), LicenseView.class, InventoryNavigation.of(pool, part.license())))));
    }

    private void remedies(VirtualAccountId pool, LicenseExplanation why) {
        add(new H3(getTranslation("why.mend")));
        UnorderedList list = new UnorderedList();
        why.remedies()
                .forEach(part -> list.add(
                        new ListItem(getTranslation("why.remedy", Numbers.plain(part.quantity()), part.name()))));
        for (Surplus surplus : why.elsewhere()) {
            ListItem item = new ListItem(new Span(getTranslation(
                            "why.elsewhere",
                            surplus.virtualAccount(),
                            Numbers.plain(surplus.quantity()),
                            surplus.name())
                    + " "));
            if (surplus.mayTransfer()) {
                RouterLink link = new RouterLink(
                        getTranslation("why.transfer"), TransferView.class, InventoryNavigation.of(surplus.pool()));
                link.setQueryParameters(TransferView.of(surplus.license(), pool));
                item.add(link);
            }
            list.add(item);
        }
        add(list);
    }
}
