/** Convert to Smart Licensing: PAK list, conversion wizard, history. */
@NullMarked
package org.slportal.ui.convert;

import org.jspecify.annotations.NullMarked;
