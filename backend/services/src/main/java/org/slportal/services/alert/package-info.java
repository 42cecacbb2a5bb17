/** What needs attention; raised by rules; cleared by rules or, where the alert only tells of something, dismissed. */
@NullMarked
package org.slportal.services.alert;

import org.jspecify.annotations.NullMarked;
