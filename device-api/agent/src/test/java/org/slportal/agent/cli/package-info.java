/** Tests of the simulated switch. */
@NullMarked
package org.slportal.agent.cli;

import org.jspecify.annotations.NullMarked;
