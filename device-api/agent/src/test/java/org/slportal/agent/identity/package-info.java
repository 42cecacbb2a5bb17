/** Tests of the simulated switch. */
@NullMarked
package org.slportal.agent.identity;

import org.jspecify.annotations.NullMarked;
