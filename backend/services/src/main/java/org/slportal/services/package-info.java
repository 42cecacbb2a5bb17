/** The portal's services, by feature, and how they are put together. */
@NullMarked
package org.slportal.services;

import org.jspecify.annotations.NullMarked;
