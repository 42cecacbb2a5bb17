/** The device-facing edge: call-home endpoints, certificates and revocation lists. The protocol is written up in docs/protocol.md. */
@NullMarked
package org.slportal.callhome;

import org.jspecify.annotations.NullMarked;
