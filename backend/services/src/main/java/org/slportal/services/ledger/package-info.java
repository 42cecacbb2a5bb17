/** Proof that ledger, pools and constraints agree. */
@NullMarked
package org.slportal.services.ledger;

import org.jspecify.annotations.NullMarked;
