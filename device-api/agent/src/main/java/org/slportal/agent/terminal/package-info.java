/**
 * What carries a terminal session: editing a line key by key, pages, and plain line-by-line input.
 */
@NullMarked
package org.slportal.agent.terminal;

import org.jspecify.annotations.NullMarked;
