/** The packaged jars as their users run them: a real MariaDB, real agent processes, a real browser. Loopback only. */
@NullMarked
package org.slportal.e2e;

import org.jspecify.annotations.NullMarked;
