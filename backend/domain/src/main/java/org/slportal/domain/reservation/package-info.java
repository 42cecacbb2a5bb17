/**
 * Reserving licences for a device that never calls home: the four codes people carry between it and the portal.
 *
 * <p>The forms are in docs/protocol.md.
 */
@NullMarked
package org.slportal.domain.reservation;

import org.jspecify.annotations.NullMarked;
