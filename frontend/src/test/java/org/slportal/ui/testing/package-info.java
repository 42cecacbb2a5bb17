/** The user interface over the services and the tests' database. */
@NullMarked
package org.slportal.ui.testing;

import org.jspecify.annotations.NullMarked;
