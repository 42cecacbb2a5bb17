/** Account administration: Virtual Accounts, users and their roles. */
@NullMarked
package org.slportal.ui.account;

import org.jspecify.annotations.NullMarked;
