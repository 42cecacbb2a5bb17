/**
 * Rules that decide whether licences of a PAK may be installed on a device, one small policy per refusal.
 */
@NullMarked
package org.slportal.domain.fulfilment;

import org.jspecify.annotations.NullMarked;
