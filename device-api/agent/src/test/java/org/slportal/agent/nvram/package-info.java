/** Tests of the simulated switch. */
@NullMarked
package org.slportal.agent.nvram;

import org.jspecify.annotations.NullMarked;
