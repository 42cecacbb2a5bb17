/** Seals over the event log and the ledger, so that what was changed past the portal is found. */
@NullMarked
package org.slportal.services.seal;

import org.jspecify.annotations.NullMarked;
