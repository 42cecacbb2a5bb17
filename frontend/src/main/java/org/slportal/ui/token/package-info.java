/** Registration tokens: the General tab of the inventory. */
@NullMarked
package org.slportal.ui.token;

import org.jspecify.annotations.NullMarked;
