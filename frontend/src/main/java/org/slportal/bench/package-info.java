/** Measurements of the portal's own promises, on a database made for them and thrown away. */
@NullMarked
package org.slportal.bench;

import org.jspecify.annotations.NullMarked;
