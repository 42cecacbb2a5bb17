package org.slportal.ui.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.spring.security.AuthenticationContext;
import org.jspecify.annotations.Nullable;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.alert.AlertCounts;
import org.slportal.services.alert.AlertService;
import org.slportal.services.error.PortalException;
import org.slportal.services.lab.LabClockService;
import org.slportal.services.live.AccountChange;
import org.slportal.services.live.ChangeFeed;
import org.slportal.services.user.Profile;
import org.slportal.services.user.ProfileService;
import org.slportal.services.user.Theme;
import org.slportal.ui.account.RequestAccessView;
import org.slportal.ui.catalogue.CatalogueView;
import org.slportal.ui.component.Page;
import org.slportal.ui.decode.DecodeView;
import org.slportal.ui.help.GuidePage;
import org.slportal.ui.help.HelpView;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.preferences.PreferencesView;
import org.slportal.ui.security.CurrentActor;

/** Header, tabs, page, footer. */
@Layout
@AnonymousAllowed
public class MainLayout extends Div implements RouterLayout, BeforeEnterObserver, AfterNavigationObserver {

    private static final long serialVersionUID = 1L;

    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient ProfileService profiles;
    private final transient AlertService alerts;
    private final transient AuthenticationContext session;

    private final transient LabClockService lab;

    private final MainTabs tabs;
    private final LabStrip strip;
    private final RouterLink help = new RouterLink(getTranslation("help.link"), HelpView.class);
    private final Main main = new Main();
    private final transient ChangeFeed feed;
    private transient @Nullable LivePages live;

    public MainLayout(
            CurrentActor current,
            CurrentAccount account,
            ProfileService profiles,
            AlertService alerts,
            AuthenticationContext session,
            LabClockService lab,
            ChangeFeed feed,
            Dates dates) {
        this.current = current;
        this.account = account;
        this.profiles = profiles;
        this.alerts = alerts;
        this.session = session;
        this.lab = lab;
        this.feed = feed;
        tabs = new MainTabs(operatesLab());
        strip = new LabStrip(lab, dates);
        addClassName("shell");
        main.addClassName("shell-main");
        main.setId("main");
        main.getElement().setAttribute("tabindex", "-1");
        Nav breadcrumb = new Nav(new Span(getTranslation("shell.breadcrumb")));
        breadcrumb.addClassName("breadcrumb");
        breadcrumb.getElement().setAttribute("aria-label", getTranslation("shell.breadcrumb-label"));
        breadcrumb.add(help);
        Anchor skip = new Anchor("#main", getTranslation("shell.skip"));
        skip.addClassName("skip-link");
        skip.setRouterIgnore(true);
        // The page's base address is not its own: followed as it is, the fragment would lead to another page.
        skip.getElement()
                .executeJs("this.addEventListener('click', e => {"
                        + " e.preventDefault(); document.getElementById('main').focus(); })");
        Header header = header();
        // First in the header: every part of the page belongs to a landmark.
        header.addComponentAsFirst(skip);
        add(header, breadcrumb, main, new Independence(true));
    }

    private Header header() {
        Header header = new Header();
        header.addClassName("shell-header");
        Div bar = new Div();
        bar.addClassName("shell-bar");
        Button toggle = new Button("☰");
        toggle.addClassName("menu-toggle");
        toggle.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        toggle.setAriaLabel(getTranslation("shell.menu"));
        toggle.addClickListener(click -> tabs.open(!tabs.isOpen()));
        tabs.getElement().addEventListener("keydown", event -> tabs.open(false)).setFilter("event.key === 'Escape'");
        Div spacer = new Div();
        spacer.addClassName("shell-spacer");
        bar.add(toggle, new Brand());
        if (account.find().isPresent()) {
            bar.add(new AccountSwitcher(account), new SearchField());
        }
        bar.add(spacer);
        current.user().ifPresent(user -> bar.add(personMenus(profiles.profile(current.get()))));
        header.add(bar, tabs, strip);
        return header;
    }

    private boolean operatesLab() {
        return lab.isLab()
                && current.user().map(user -> lab.mayOperate(current.get())).orElse(false);
    }

    private Component personMenus(Profile profile) {
        Div menus = new Div();
        menus.addClassName("person-menus");
        LanguageMenu language =
                new LanguageMenu(locale -> profiles.choose(current.get(), locale.getLanguage(), freshTheme()));
        ThemeMenu theme =
                new ThemeMenu(profile.theme(), chosen -> profiles.choose(current.get(), freshLanguage(), chosen));
        MenuBar person = new MenuBar();
        person.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        MenuItem root = person.addItem(profile.displayName() + " ▾");
        root.getSubMenu()
                .addItem(
                        getTranslation("shell.profile"),
                        click -> UI.getCurrent().navigate(PreferencesView.class));
        root.getSubMenu()
                .addItem(
                        getTranslation("catalogue.title"),
                        click -> UI.getCurrent().navigate(CatalogueView.class));
        root.getSubMenu()
                .addItem(
                        getTranslation("decode.title"), click -> UI.getCurrent().navigate(DecodeView.class));
        root.getSubMenu()
                .addItem(
                        getTranslation("request.title"),
                        click -> UI.getCurrent().navigate(RequestAccessView.class));
        root.getSubMenu().addItem(getTranslation("shell.sign-out"), click -> session.logout());
        menus.add(language, theme, person);
        return menus;
    }

    private Theme freshTheme() {
        return profiles.profile(current.get()).theme();
    }

    private String freshLanguage() {
        return profiles.profile(current.get()).locale();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        boolean mustChange = current.user()
                .map(user -> profiles.profile(current.get()).mustChangePassword())
                .orElse(false);
        if (mustChange && event.getNavigationTarget() != PreferencesView.class) {
            event.forwardTo(PreferencesView.class);
        }
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        tabs.highlight(event.getLocation().getPath());
        strip.show(operatesLab());
        help.setRoute(
                HelpView.class, HelpView.of(GuidePage.about(event.getLocation().getPath())));
        countAlerts();
        if (live != null) {
            live.follow(account.find().map(SmartAccountItem::id).orElse(null));
        }
    }

    private void countAlerts() {
        try {
            account.find().ifPresent(found -> tabs.alerts(alerts.counts(current.get(), found.id())));
        } catch (PortalException notVisible) {
            // An approver sees no alerts at all; their tab has no count.
            tabs.alerts(AlertCounts.NONE);
        }
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        live = new LivePages(feed, attach.getUI(), this::happened);
        live.follow(account.find().map(SmartAccountItem::id).orElse(null));
    }

    @Override
    protected void onDetach(DetachEvent detach) {
        if (live != null) {
            live.stop();
        }
        super.onDetach(detach);
    }

    private void happened(AccountChange change) {
        countAlerts();
        main.getChildren()
                .filter(page -> page instanceof Page shown && shown.isConcernedBy(change))
                .forEach(page -> ((Page) page).refreshLive());
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        main.getElement().removeAllChildren();
        main.getElement().appendChild(content.getElement());
    }
}
