/** What a device's message does: registration, authorization, renewal and deregistration. */
@NullMarked
package org.slportal.services.callhome;

import org.jspecify.annotations.NullMarked;
