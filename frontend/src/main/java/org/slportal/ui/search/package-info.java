/** The one search: where is it, why can't it be converted, and what to do next. */
@NullMarked
package org.slportal.ui.search;

import org.jspecify.annotations.NullMarked;
