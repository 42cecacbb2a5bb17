/** Holds the borders of the modules, as docs/architecture.md draws them. */
@NullMarked
package org.slportal.architecture;

import org.jspecify.annotations.NullMarked;
