/** Product instances as administrators see them. */
@NullMarked
package org.slportal.services.device;

import org.jspecify.annotations.NullMarked;
