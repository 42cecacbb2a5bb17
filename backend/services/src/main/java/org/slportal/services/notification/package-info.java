/** What people are told by e-mail about their accounts: alerts as they come, and what happened the day before. */
@NullMarked
package org.slportal.services.notification;

import org.jspecify.annotations.NullMarked;
