/** Dialogs about devices with traditional licences: add, assign, rights to use, import. */
@NullMarked
package org.slportal.ui.device;

import org.jspecify.annotations.NullMarked;
