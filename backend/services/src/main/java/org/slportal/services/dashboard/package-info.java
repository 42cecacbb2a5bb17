/** What a manager reads: coverage, shortages, expiries, devices by state and conversion progress, now and day by day. */
@NullMarked
package org.slportal.services.dashboard;

import org.jspecify.annotations.NullMarked;
