/**
 * The registration token: what it looks like on the wire and when it may still be used.
 */
@NullMarked
package org.slportal.domain.token;

import org.jspecify.annotations.NullMarked;
