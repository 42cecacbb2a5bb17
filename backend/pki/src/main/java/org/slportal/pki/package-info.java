/**
 * The certificate authority: root, issuing, TLS, signing and device ID certificates, and revocation lists (RFC 5280).
 *
 * <p>The only package that sees Bouncy Castle; its public signatures carry JDK types and plain records.
 */
@NullMarked
package org.slportal.pki;

import org.jspecify.annotations.NullMarked;
