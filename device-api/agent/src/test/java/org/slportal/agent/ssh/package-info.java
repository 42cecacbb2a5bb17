/** Tests of the simulated switch. */
@NullMarked
package org.slportal.agent.ssh;

import org.jspecify.annotations.NullMarked;
