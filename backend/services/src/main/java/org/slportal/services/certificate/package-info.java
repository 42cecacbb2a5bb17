/** The certificate authority over the database: intents, issued certificates and revocation. */
@NullMarked
package org.slportal.services.certificate;

import org.jspecify.annotations.NullMarked;
