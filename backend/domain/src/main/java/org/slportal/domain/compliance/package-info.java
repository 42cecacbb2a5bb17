/**
 * The arithmetic of a Virtual Account's pools: hierarchy, substitution and balance.
 */
@NullMarked
package org.slportal.domain.compliance;

import org.jspecify.annotations.NullMarked;
