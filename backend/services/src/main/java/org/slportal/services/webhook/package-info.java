/** Webhooks: a Smart Account's alerts and events, sent to an address of its own as signed messages. */
@NullMarked
package org.slportal.services.webhook;

import org.jspecify.annotations.NullMarked;
