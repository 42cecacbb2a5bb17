/**
 * The switch's terminal over SSH: shell with line editing, and single commands.
 */
@NullMarked
package org.slportal.agent.ssh;

import org.jspecify.annotations.NullMarked;
