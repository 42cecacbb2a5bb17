/** Licences move between the Virtual Accounts of one Smart Account. */
@NullMarked
package org.slportal.services.transfer;

import org.jspecify.annotations.NullMarked;
