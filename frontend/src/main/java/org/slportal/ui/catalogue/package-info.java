/** The catalogue, to look at, export and import. */
@NullMarked
package org.slportal.ui.catalogue;

import org.jspecify.annotations.NullMarked;
