package org.slportal.ui.alert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.RouteParameters;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.services.access.Actor;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertListItem;
import org.slportal.ui.account.AgreementsView;
import org.slportal.ui.component.Notices;
import org.slportal.ui.convert.ConvertPaksView;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicenseView;
import org.slportal.ui.inventory.ProductInstanceView;
import org.slportal.ui.reservation.ReservationsView;
import org.slportal.ui.search.SearchLinks;
import org.slportal.ui.search.SearchView;

/** What can be done about an alert of each kind, and where. A further remedy is a line of the map. */
final class AlertActions {

    /**
     * @param text key of its name
     * @param needs what the reader must be allowed to do
     * @param way where it leads; null where the alert names nothing to go to
     */
    private record Action(String text, Permission needs, Way way) {}

    /** To a page or a dialog, for one alert. */
    private interface Way {
        @Nullable
        SerializableRunnable of(AlertListItem alert, Place place);
    }

    /** @param done after something was done here */
    record Place(AlertTools tools, Component list, SerializableRunnable done) {}

    private static final Action TRANSFER =
            new Action("alerts.transfer", Permission.MANAGE_LICENSES, AlertActions::transfer);
    private static final Action LICENSE = new Action("alerts.view-license", Permission.VIEW, AlertActions::license);
    private static final Action CONVERT = new Action(
            "licenses.convert", Permission.MANAGE_LICENSES, (alert, place) -> () -> open(ConvertPaksView.class));
    private static final Action REMOVE =
            new Action("alerts.remove", Permission.MANAGE_PRODUCT_INSTANCES, AlertActions::remove);
    private static final Action INSTANCE = new Action("alerts.view-instance", Permission.VIEW, AlertActions::instance);
    private static final Action RESERVED = new Action(
            "alerts.update-reserved",
            Permission.MANAGE_LICENSES,
            (alert, place) -> inPool(alert, ReservationsView.class));
    private static final Action RESERVATIONS =
            new Action("reservation.title", Permission.VIEW, (alert, place) -> inPool(alert, ReservationsView.class));
    private static final Action AGREEMENT =
            new Action("alerts.view-agreement", Permission.VIEW, (alert, place) -> () -> open(AgreementsView.class));
    private static final Action CONVERSION =
            new Action("alerts.view-conversion", Permission.VIEW, AlertActions::conversion);

    private static final Map<AlertCode, List<Action>> ACTIONS = new EnumMap<>(Map.ofEntries(
            Map.entry(AlertCode.INSUFFICIENT_LICENSES, List.of(TRANSFER, LICENSE, CONVERT)),
            Map.entry(AlertCode.PI_FAILED_TO_CONNECT, List.of(REMOVE, INSTANCE)),
            Map.entry(AlertCode.PI_FAILED_TO_RENEW, List.of(REMOVE, INSTANCE)),
            Map.entry(AlertCode.LICENSES_EXPIRING, List.of(LICENSE)),
            Map.entry(AlertCode.LICENSES_EXPIRED, List.of(LICENSE)),
            Map.entry(AlertCode.RESERVED_LICENSE_EXPIRED, List.of(RESERVED, LICENSE)),
            Map.entry(AlertCode.RESERVED_LICENSES_RETURNED, List.of(RESERVATIONS)),
            Map.entry(AlertCode.DUPLICATE_LICENSES, List.of(CONVERSION)),
            Map.entry(AlertCode.AGREEMENT_PENDING, List.of(AGREEMENT)),
            Map.entry(AlertCode.AGREEMENT_UPDATED, List.of(AGREEMENT)),
            Map.entry(AlertCode.RESTRICTED_LICENSE_NOT_AVAILABLE, List.of(LICENSE, INSTANCE))));

    private AlertActions() {}

    /** Adds to the menu what this reader can do about this alert. */
    static void addTo(
            com.vaadin.flow.function.SerializableBiConsumer<String, SerializableRunnable> menu,
            AlertListItem alert,
            Place place,
            SmartAccountItem account) {
        Actor actor = place.tools().current().get();
        for (Action action : ACTIONS.getOrDefault(alert.code(), List.of())) {
            SerializableRunnable way = action.way().of(alert, place);
            if (way != null && actor.may(action.needs(), account.id(), alert.virtualAccountId())) {
                menu.accept(action.text(), way);
            }
        }
    }

    /** The page of what the message is about: its licence, else its product instance. */
    static @Nullable Target target(AlertListItem alert) {
        var pool = alert.virtualAccountId();
        var license = alert.licenseId();
        var device = alert.productInstanceId();
        if (pool == null) {
            return null;
        }
        if (license != null) {
            return new Target(LicenseView.class, InventoryNavigation.of(pool, license));
        }
        return device == null ? null : new Target(ProductInstanceView.class, InventoryNavigation.of(pool, device));
    }

    /** An address. */
    record Target(Class<? extends Component> view, RouteParameters parameters) {}

    private static @Nullable SerializableRunnable transfer(AlertListItem alert, Place place) {
        var pool = alert.virtualAccountId();
        var license = alert.licenseId();
        return pool == null || license == null
                ? null
                : () -> Notices.attempt(
                        place.list(), () -> place.tools().shortages().transfer(pool, license));
    }

    private static @Nullable SerializableRunnable remove(AlertListItem alert, Place place) {
        var device = alert.productInstanceId();
        return device == null ? null : () -> place.tools().instances().remove(place.list(), device, place.done());
    }

    private static @Nullable SerializableRunnable license(AlertListItem alert, Place place) {
        var pool = alert.virtualAccountId();
        var license = alert.licenseId();
        return pool == null || license == null
                ? null
                : () -> UI.getCurrent().navigate(LicenseView.class, InventoryNavigation.of(pool, license));
    }

    private static @Nullable SerializableRunnable instance(AlertListItem alert, Place place) {
        var pool = alert.virtualAccountId();
        var device = alert.productInstanceId();
        return pool == null || device == null
                ? null
                : () -> UI.getCurrent().navigate(ProductInstanceView.class, InventoryNavigation.of(pool, device));
    }

    private static @Nullable SerializableRunnable conversion(AlertListItem alert, Place place) {
        String subject = alert.subject();
        return subject == null ? null : () -> UI.getCurrent().navigate(SearchView.class, SearchLinks.query(subject));
    }

    private static @Nullable SerializableRunnable inPool(AlertListItem alert, Class<? extends Component> view) {
        var pool = alert.virtualAccountId();
        return pool == null ? null : () -> UI.getCurrent().navigate(view, InventoryNavigation.of(pool));
    }

    private static void open(Class<? extends Component> view) {
        UI.getCurrent().navigate(view);
    }
}
