/** Paging and sorting as the services understand them; no user's string ever reaches ORDER BY. */
@NullMarked
package org.slportal.services.page;

import org.jspecify.annotations.NullMarked;
