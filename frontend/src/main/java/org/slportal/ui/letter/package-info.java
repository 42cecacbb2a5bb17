/** Letters in the reader's words. */
@NullMarked
package org.slportal.ui.letter;

import org.jspecify.annotations.NullMarked;
