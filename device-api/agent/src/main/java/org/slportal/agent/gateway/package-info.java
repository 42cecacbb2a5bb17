/**
 * The Transport Gateway: passes call-home messages of switches that cannot reach the portal themselves on to it.
 */
@NullMarked
package org.slportal.agent.gateway;

import org.jspecify.annotations.NullMarked;
