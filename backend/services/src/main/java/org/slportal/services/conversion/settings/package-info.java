/** What converts by itself, what waits for consent, and which Virtual Accounts accept device-led conversion. */
@NullMarked
package org.slportal.services.conversion.settings;

import org.jspecify.annotations.NullMarked;
