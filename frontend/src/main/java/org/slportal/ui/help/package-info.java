/** A short explanation of the main job. */
@NullMarked
package org.slportal.ui.help;

import org.jspecify.annotations.NullMarked;
