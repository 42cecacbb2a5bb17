/** Agreements a Smart Account accepts, and the alerts that remind of them. */
@NullMarked
package org.slportal.services.agreement;

import org.jspecify.annotations.NullMarked;
