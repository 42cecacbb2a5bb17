package org.slportal.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.error.PortalException;
import org.slportal.services.live.AccountChange;
import org.slportal.services.live.ChangeFeed;

/** Keeps one browser window up to date by server push. A window still at it when more happens is told once more, not once per event. */
final class LivePages {

    private static final Logger LOG = LoggerFactory.getLogger(LivePages.class);

    private final ChangeFeed feed;
    private final UI ui;
    private final Consumer<AccountChange> refresh;
    private final AtomicReference<@Nullable AccountChange> waiting = new AtomicReference<>();
    private @Nullable SmartAccountId account;
    private ChangeFeed.@Nullable Subscription subscription;

    /** @param refresh runs as the window's reader, with the rights held by then */
    LivePages(ChangeFeed feed, UI ui, Consumer<AccountChange> refresh) {
        this.feed = feed;
        this.ui = ui;
        this.refresh = refresh;
    }

    /** @param chosen null: nobody is signed in, or without any account */
    void follow(@Nullable SmartAccountId chosen) {
        if (Objects.equals(chosen, account)) {
            return;
        }
        stop();
        account = chosen;
        if (chosen != null) {
            subscription = feed.listen(chosen, this::changed);
        }
    }

    void stop() {
        account = null;
        if (subscription != null) {
            subscription.end();
            subscription = null;
        }
    }

    /** The window's lock may be held by a long request, and the feed waits for nobody. */
    private void changed(AccountChange change) {
        if (waiting.getAndAccumulate(change, (before, now) -> before == null ? now : before.and(now)) == null) {
            Thread.startVirtualThread(this::tell);
        }
    }

    private void tell() {
        try {
            ui.access(() -> {
                AccountChange change = waiting.getAndSet(null);
                if (change == null) {
                    return;
                }
                try {
                    refresh.accept(change);
                } catch (PortalException notTheirs) {
                    // What is shown stays until the reader does something, and is then refused.
                    LOG.debug("A page stays as it is: {}", notTheirs.getMessage());
                }
            });
        } catch (UIDetachedException gone) {
            LOG.debug("The window is gone", gone);
            stop();
        }
    }
}
