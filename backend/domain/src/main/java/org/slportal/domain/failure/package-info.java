/**
 * The failure strings devices print; parsers and administrators match on them, so they are kept letter for letter.
 */
@NullMarked
package org.slportal.domain.failure;

import org.jspecify.annotations.NullMarked;
