package org.slportal.ui.token;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.access.Permission;
import org.slportal.domain.token.TokenState;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.token.TokenListItem;
import org.slportal.services.token.TokenService;
import org.slportal.services.token.TokenSort;
import org.slportal.ui.component.Clipboard;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.inventory.InventoryFrame;
import org.slportal.ui.inventory.PoolPage;

/** The Virtual Account itself and its product instance registration tokens. */
@Route("inventory/:va([0-9]+)/general")
@PermitAll
public class GeneralView extends PoolPage {

    private static final long serialVersionUID = 1L;

    private final transient TokenService tokens;
    private final transient Dates dates;

    public GeneralView(InventoryFrame frame, TokenService tokens, Dates dates) {
        super(frame);
        this.tokens = tokens;
        this.dates = dates;
    }

    @Override
    protected void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event) {
        add(div(
                "card",
                new H2(t("inventory.virtual-account")),
                new Facts()
                        .fact(t("field.description"), pool.description())
                        .fact(t("account.default"), t(pool.isDefault() ? "yes" : "no"))));
        boolean manages = actor.may(Permission.MANAGE_TOKENS, pool.smartAccountId(), pool.id());
        Span explanation = new Span(t("token.explanation"));
        explanation.addClassName("muted");
        add(div("prose", new H2(t("token.title")), explanation), tokenGrid(pool, manages));
    }

    private LazyGrid<TokenListItem, TokenSort> tokenGrid(VirtualAccountItem pool, boolean manages) {
        LazyGrid<TokenListItem, TokenSort> grid = new LazyGrid<>(TokenSort.class, TokenSort.CREATED_AT, false);
        grid.text(t("token.token"), TokenListItem::abbreviated).identifier();
        grid.component(t("token.expiration"), this::expiration)
                .asShown()
                .sort(TokenSort.EXPIRES_AT)
                .grow();
        grid.text(t("token.uses"), this::uses).secondary();
        grid.text(t("token.export"), row -> t(row.exportAllowed() ? "export.allowed" : "export.not-allowed"))
                .secondary();
        grid.text(t("field.description"), TokenListItem::description)
                .sort(TokenSort.DESCRIPTION)
                .grow()
                .secondary();
        grid.text(t("token.created-by"), TokenListItem::createdBy).secondary();
        if (manages) {
            grid.component(t("grid.actions"), row -> menu(row, grid)).fixed();
        }
        grid.whenEmpty(() -> new EmptyState(
                t("token.empty.title"), t(manages ? "token.empty.advice" : "token.empty.advice-viewer")));
        grid.boundedSource(page -> tokens.list(actor(), pool.id(), page), () -> tokens.count(actor(), pool.id()));
        return grid;
    }

    private Component expiration(TokenListItem row) {
        if (row.state() == TokenState.ACTIVE) {
            return new Span(dates.timeAndDistance(row.expiresAt()));
        }
        Pill pill = new Pill(
                row.state() == TokenState.REVOKED ? Pill.Tone.NEUTRAL : Pill.Tone.WARN,
                t("token.state." + row.state().name()));
        return new Span(new Span(dates.time(row.expiresAt()) + " "), pill);
    }

    private String uses(TokenListItem row) {
        Integer max = row.maxUses();
        return max == null
                ? t("token.uses-unlimited", Numbers.plain(row.uses()))
                : t("token.uses-of", Numbers.plain(row.uses()), Numbers.plain(max));
    }

    private Component menu(TokenListItem row, LazyGrid<?, ?> grid) {
        String name = row.description().isEmpty() ? row.abbreviated() : row.description();
        RowMenu menu = new RowMenu(name);
        if (row.state() != TokenState.ACTIVE) {
            return new Span();
        }
        menu.item(
                t("token.copy"),
                () -> Notices.attempt(this, () -> {
                    Clipboard.copy(this, tokens.reveal(actor(), row.id()));
                    Notices.done(t("token.copied"));
                }));
        menu.item(
                t("token.download-menu"),
                () -> Notices.attempt(
                        this, () -> TokenFile.offer(UI.getCurrent(), pool().name(), tokens.reveal(actor(), row.id()))));
        menu.item(
                t("token.revoke-menu"),
                () -> new Confirm(
                                t("token.revoke.title"),
                                t("token.revoke.consequence"),
                                t("token.revoke.button", name),
                                () -> tokens.revoke(actor(), row.id()))
                        .then(() -> {
                            Notices.done(t("token.revoked", name));
                            grid.reload();
                        })
                        .open());
        return menu;
    }
}
