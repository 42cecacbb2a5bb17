/** Pools of licences and the ledger behind them; the only place where a pool's figures change. */
@NullMarked
package org.slportal.services.inventory;

import org.jspecify.annotations.NullMarked;
