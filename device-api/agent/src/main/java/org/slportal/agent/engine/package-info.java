/**
 * The licensing state machine of a simulated switch, as a library: its clock, transport, NVRAM, timer and threads are all given to it.
 */
@NullMarked
package org.slportal.agent.engine;

import org.jspecify.annotations.NullMarked;
