/** Who acts, and whether the act is allowed: deny by default, a foreign id answered like an unknown one. */
@NullMarked
package org.slportal.services.access;

import org.jspecify.annotations.NullMarked;
