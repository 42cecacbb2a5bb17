/** What happened in the account. */
@NullMarked
package org.slportal.ui.activity;

import org.jspecify.annotations.NullMarked;
