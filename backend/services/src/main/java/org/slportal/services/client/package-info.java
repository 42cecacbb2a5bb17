/** OAuth 2.0 clients of the management API and their access tokens. */
@NullMarked
package org.slportal.services.client;

import org.jspecify.annotations.NullMarked;
