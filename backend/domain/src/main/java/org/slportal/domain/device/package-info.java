/**
 * How a device is named and how long it may stay silent: UDI, software identifier and the licensing timers.
 */
@NullMarked
package org.slportal.domain.device;

import org.jspecify.annotations.NullMarked;
