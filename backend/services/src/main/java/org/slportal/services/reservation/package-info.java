/** Licences set apart for devices that never call home: reserved, updated, returned, moved to a replacement. */
@NullMarked
package org.slportal.services.reservation;

import org.jspecify.annotations.NullMarked;
