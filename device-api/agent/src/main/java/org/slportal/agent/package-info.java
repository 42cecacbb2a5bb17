/**
 * The simulated switch as a program: see {@link org.slportal.agent.AgentMain}.
 */
@NullMarked
package org.slportal.agent;

import org.jspecify.annotations.NullMarked;
