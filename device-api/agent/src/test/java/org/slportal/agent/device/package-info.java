/** Tests of the switch as a whole: reload, switchover, what it keeps and what it loses. */
@NullMarked
package org.slportal.agent.device;

import org.jspecify.annotations.NullMarked;
