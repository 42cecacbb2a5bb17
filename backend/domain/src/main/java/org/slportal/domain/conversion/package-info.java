/**
 * Rules that decide whether a traditional licence may become a smart one, one small policy per refusal.
 */
@NullMarked
package org.slportal.domain.conversion;

import org.jspecify.annotations.NullMarked;
