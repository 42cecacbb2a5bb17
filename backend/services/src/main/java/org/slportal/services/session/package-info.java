/** Who is signed in where, and how a sign-in is ended from elsewhere. */
@NullMarked
package org.slportal.services.session;

import org.jspecify.annotations.NullMarked;
