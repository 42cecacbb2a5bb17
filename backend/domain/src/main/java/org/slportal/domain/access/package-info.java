/**
 * Who may do what: the roles of a Smart Account and the permissions each one carries.
 */
@NullMarked
package org.slportal.domain.access;

import org.jspecify.annotations.NullMarked;
