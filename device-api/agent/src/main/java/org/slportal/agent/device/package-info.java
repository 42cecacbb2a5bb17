/**
 * A whole simulated switch: hardware, configuration, licensing agent and log put together.
 */
@NullMarked
package org.slportal.agent.device;

import org.jspecify.annotations.NullMarked;
