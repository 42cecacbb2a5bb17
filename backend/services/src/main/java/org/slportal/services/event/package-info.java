/** What happened: who, what, when, from where, with what outcome. */
@NullMarked
package org.slportal.services.event;

import org.jspecify.annotations.NullMarked;
