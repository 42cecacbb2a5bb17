/** Tests of the Transport Gateway. */
@NullMarked
package org.slportal.agent.gateway;

import org.jspecify.annotations.NullMarked;
