/** Registration tokens: made, shown again to those allowed, revoked, and used once per registration. */
@NullMarked
package org.slportal.services.token;

import org.jspecify.annotations.NullMarked;
