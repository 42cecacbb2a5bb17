/** A switch on a bench: movable clock, memory NVRAM, and a portal that speaks the protocol. */
@NullMarked
package org.slportal.agent.rig;

import org.jspecify.annotations.NullMarked;
