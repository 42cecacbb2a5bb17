/** Reserving licences for devices that do not call home: the wizard, the list, the account's setting. */
@NullMarked
package org.slportal.ui.reservation;

import org.jspecify.annotations.NullMarked;
