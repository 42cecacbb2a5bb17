/** Labels of an account, on its Virtual Accounts and on their licences. */
@NullMarked
package org.slportal.services.tag;

import org.jspecify.annotations.NullMarked;
