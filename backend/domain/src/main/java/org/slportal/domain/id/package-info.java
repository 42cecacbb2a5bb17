/**
 * Identifiers of stored things, one type each, so that a pool can never be addressed by an account's number.
 */
@NullMarked
package org.slportal.domain.id;

import org.jspecify.annotations.NullMarked;
