@NullMarked
package org.slportal.agent.command;

import org.jspecify.annotations.NullMarked;
