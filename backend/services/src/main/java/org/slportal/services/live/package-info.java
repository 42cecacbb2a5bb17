/** Tells open pages that something happened in their account, whichever node it happened on. */
@NullMarked
package org.slportal.services.live;

import org.jspecify.annotations.NullMarked;
