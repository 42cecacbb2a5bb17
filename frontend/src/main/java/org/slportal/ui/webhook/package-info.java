/** Webhooks and what became of their messages. */
@NullMarked
package org.slportal.ui.webhook;

import org.jspecify.annotations.NullMarked;
