/** People who ask the administrators of a Smart Account for access. */
@NullMarked
package org.slportal.services.accessrequest;

import org.jspecify.annotations.NullMarked;
