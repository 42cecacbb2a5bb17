/** Requests to convert by hand what no rule covers, with their states and comments, and the desk that answers them. */
@NullMarked
package org.slportal.services.assisted;

import org.jspecify.annotations.NullMarked;
