/** The account's open alerts. */
@NullMarked
package org.slportal.ui.alert;

import org.jspecify.annotations.NullMarked;
