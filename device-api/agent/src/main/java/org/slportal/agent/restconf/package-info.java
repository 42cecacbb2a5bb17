/** A switch's own HTTPS server: RESTCONF, as far as tools use it for licensing. Its paths and words are those of the published YANG model. */
@NullMarked
package org.slportal.agent.restconf;

import org.jspecify.annotations.NullMarked;
