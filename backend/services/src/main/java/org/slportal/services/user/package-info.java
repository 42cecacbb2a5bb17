/** People: their roles, their passwords, their sign-in and their preferences. */
@NullMarked
package org.slportal.services.user;

import org.jspecify.annotations.NullMarked;
