/** The one error type of the portal, translated at the edges into a notification, an envelope or a failure string. */
@NullMarked
package org.slportal.services.error;

import org.jspecify.annotations.NullMarked;
