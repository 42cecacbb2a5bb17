/**
 * The switch's non-volatile memory: a directory whose files change whole or not at all.
 */
@NullMarked
package org.slportal.agent.nvram;

import org.jspecify.annotations.NullMarked;
