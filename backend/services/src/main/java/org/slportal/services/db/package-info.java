/** Transactions, with a bounded retry of deadlocks. */
@NullMarked
package org.slportal.services.db;

import org.jspecify.annotations.NullMarked;
