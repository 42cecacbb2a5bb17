/**
 * What is licensed: entitlement tags, licence terms and the sources a licence quantity can come from.
 */
@NullMarked
package org.slportal.domain.license;

import org.jspecify.annotations.NullMarked;
