/** Rules that time alone triggers: silent devices today. Account by account, once per cluster, a bounded piece at a time. */
@NullMarked
package org.slportal.services.sweep;

import org.jspecify.annotations.NullMarked;
