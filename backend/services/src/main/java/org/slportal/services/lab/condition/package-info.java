/**
 * Trouble on the portal's side, by order of a lab, for one device at a time and for a limited time.
 */
@NullMarked
package org.slportal.services.lab.condition;

import org.jspecify.annotations.NullMarked;
