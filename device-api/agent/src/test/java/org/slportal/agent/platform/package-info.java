/** Tests of the simulated switch. */
@NullMarked
package org.slportal.agent.platform;

import org.jspecify.annotations.NullMarked;
