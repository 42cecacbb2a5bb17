/**
 * A real MariaDB server that the portal, the build and the tests start for themselves, hardened: loopback only, no anonymous
 * users, root by Unix socket only, one account with a random password. Why each switch: docs/decisions/0003-embedded-mariadb.md.
 */
@NullMarked
package org.slportal.db.embedded;

import org.jspecify.annotations.NullMarked;
