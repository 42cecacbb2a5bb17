/** Sign-in by an OpenID Connect provider: whose account there is whose here. The protocol itself is the user interface's. */
@NullMarked
package org.slportal.services.identity;

import org.jspecify.annotations.NullMarked;
