/** The lab clock: the portal's time moved forward or run faster, and what that means for the account. */
@NullMarked
package org.slportal.services.lab;

import org.jspecify.annotations.NullMarked;
