/** Fixtures for tests that touch data: one real MariaDB per test JVM. Also used by the edges' tests. */
@NullMarked
package org.slportal.services.testing;

import org.jspecify.annotations.NullMarked;
