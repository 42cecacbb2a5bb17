/** The ledger of a whole Smart Account, as a list. */
@NullMarked
package org.slportal.services.activity;

import org.jspecify.annotations.NullMarked;
