/** What needs attention; raised and cleared by rules, never by hand. */
@NullMarked
package org.slportal.services.alert;

import org.jspecify.annotations.NullMarked;
