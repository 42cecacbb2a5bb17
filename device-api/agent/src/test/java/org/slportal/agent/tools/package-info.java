/** Other people's tools against a switch that is served for real. */
@NullMarked
package org.slportal.agent.tools;

import org.jspecify.annotations.NullMarked;
