/**
 * The road to the portal: call-home messages over HTTPS.
 */
@NullMarked
package org.slportal.agent.transport;

import org.jspecify.annotations.NullMarked;
