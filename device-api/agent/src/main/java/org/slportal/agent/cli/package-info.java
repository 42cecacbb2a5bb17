/**
 * The terminal: modes, commands and their abbreviations, filters, and everything it prints.
 */
@NullMarked
package org.slportal.agent.cli;

import org.jspecify.annotations.NullMarked;
