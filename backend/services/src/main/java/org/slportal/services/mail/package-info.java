/** Letters by e-mail: queued in the transaction of what they tell of, sent afterwards. */
@NullMarked
package org.slportal.services.mail;

import org.jspecify.annotations.NullMarked;
