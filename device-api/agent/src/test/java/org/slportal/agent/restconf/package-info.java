/** Tests of RESTCONF. */
@NullMarked
package org.slportal.agent.restconf;

import org.jspecify.annotations.NullMarked;
