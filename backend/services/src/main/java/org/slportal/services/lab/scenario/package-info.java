/**
 * The nine failures of the field, set up on a switch by causing them, for somebody to mend; and the check whether they did.
 */
@NullMarked
package org.slportal.services.lab.scenario;

import org.jspecify.annotations.NullMarked;
