/** Tests of the simulated switch. */
@NullMarked
package org.slportal.agent.transport;

import org.jspecify.annotations.NullMarked;
