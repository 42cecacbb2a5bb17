/** Tests of the fleet. */
@NullMarked
package org.slportal.agent.fleet;

import org.jspecify.annotations.NullMarked;
