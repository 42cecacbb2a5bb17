/**
 * The switch's configuration: what it holds, how it is written out, and where it is kept.
 */
@NullMarked
package org.slportal.agent.config;

import org.jspecify.annotations.NullMarked;
