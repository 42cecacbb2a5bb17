package org.slportal.app;

import org.slportal.services.live.ChangeFeed;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every second whether open pages are out of date. */
@Component
class LiveUpdates {

    private final ChangeFeed feed;

    LiveUpdates(ChangeFeed feed) {
        this.feed = feed;
    }

    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT1S")
    void look() {
        feed.poll();
    }
}
