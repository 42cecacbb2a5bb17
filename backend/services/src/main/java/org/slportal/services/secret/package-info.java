/** The portal's own secrets: the key that seals tokens, kept in a PKCS#12 file. */
@NullMarked
package org.slportal.services.secret;

import org.jspecify.annotations.NullMarked;
