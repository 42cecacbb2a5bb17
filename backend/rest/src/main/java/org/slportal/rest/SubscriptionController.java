package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.inventory.SubscriptionItem;
import org.slportal.services.inventory.SubscriptionService;
import org.slportal.services.inventory.SubscriptionState;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is owned by subscription. */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/accounts/{sa}", ApiPaths.DOUBLED + "/v1/accounts/{sa}"})
class SubscriptionController {

    private static final int LIMIT = 50;

    private final Scope scope;
    private final SubscriptionService subscriptions;

    SubscriptionController(Scope scope, SubscriptionService subscriptions) {
        this.scope = scope;
        this.subscriptions = subscriptions;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Subscription(
            String license,
            int quantity,
            String billingType,
            @Nullable String subscriptionId,
            String virtualAccount,
            @Nullable String startDate,
            @Nullable String endDate,
            String status) {}

    record SubscriptionList(
            String status, String statusMessage, long totalRecords, List<Subscription> licenseSubscriptions) {}

    @PostMapping("/license-subscriptions")
    SubscriptionList list(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text,
            HttpServletRequest request) {
        Body body = Body.of(text);
        Window window = Window.of(body, request, LIMIT);
        SmartAccountId account = scope.account(actor, sa);
        List<VirtualAccountId> pools = scope.pools(actor, account, body.texts("virtualAccounts")).stream()
                .map(VirtualAccountItem::id)
                .toList();
        Set<SubscriptionState> states = states(body.texts("status"));
        return new SubscriptionList(
                "SUCCESS",
                "",
                subscriptions.count(actor, account, pools, states),
                subscriptions.list(actor, account, pools, states, window.offset(), window.limit()).stream()
                        .map(SubscriptionController::subscription)
                        .toList());
    }

    private static Subscription subscription(SubscriptionItem item) {
        return new Subscription(
                item.license(),
                item.quantity(),
                item.term() == LicenseTerm.USAGE ? "USAGE" : "PREPAID",
                item.subscription(),
                item.virtualAccount(),
                Dates.text(item.startsOn()),
                Dates.text(item.endsOn()),
                word(item.state()));
    }

    private static String word(SubscriptionState state) {
        return switch (state) {
            case PENDING -> "Pending";
            case ACTIVE -> "Active";
            case EXPIRED -> "Expired";
        };
    }

    private static Set<SubscriptionState> states(List<String> words) {
        Set<SubscriptionState> states = EnumSet.noneOf(SubscriptionState.class);
        for (String word : words) {
            try {
                states.add(SubscriptionState.valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw PortalException.of(
                                PortalException.Kind.MALFORMED,
                                ErrorReason.REQUEST_MALFORMED,
                                "\"status\" holds Active, Pending or Expired")
                        .causedBy(e);
            }
        }
        return states;
    }
}
