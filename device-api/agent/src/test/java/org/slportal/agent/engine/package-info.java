/** Tests of the simulated switch. */
@NullMarked
package org.slportal.agent.engine;

import org.jspecify.annotations.NullMarked;
