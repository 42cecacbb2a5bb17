/** Smart Accounts and their Virtual Accounts. */
@NullMarked
package org.slportal.services.account;

import org.jspecify.annotations.NullMarked;
