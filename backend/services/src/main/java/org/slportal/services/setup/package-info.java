/** The first visit to a new installation. */
@NullMarked
package org.slportal.services.setup;

import org.jspecify.annotations.NullMarked;
