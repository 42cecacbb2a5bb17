/** Conversions of many lines: asked for, approved, worked off piece by piece, and never lost or doubled by a crash. */
@NullMarked
package org.slportal.services.conversion.job;

import org.jspecify.annotations.NullMarked;
