/** Second factors: authenticator apps, recovery codes, and who must have one. */
@NullMarked
package org.slportal.services.factor;

import org.jspecify.annotations.NullMarked;
