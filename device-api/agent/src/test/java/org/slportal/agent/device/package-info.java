/** Tests of the whole switch's parts. */
@NullMarked
package org.slportal.agent.device;

import org.jspecify.annotations.NullMarked;
