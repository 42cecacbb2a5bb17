/**
 * Many switches in one process: the licensing software alone, without terminal and configuration, on shared threads and connections.
 */
@NullMarked
package org.slportal.agent.fleet;

import org.jspecify.annotations.NullMarked;
