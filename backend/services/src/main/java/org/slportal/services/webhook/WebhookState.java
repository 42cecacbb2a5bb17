package org.slportal.services.webhook;

/** Whether a webhook is told anything. */
public enum WebhookState {
    ACTIVE,
    /** By somebody. */
    PAUSED,
    /** By the portal, after days of failure. */
    FAILED
}
