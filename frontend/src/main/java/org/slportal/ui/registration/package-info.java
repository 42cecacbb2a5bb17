/** License Registration (LRP): PAKs or Tokens, Licenses, Devices, Transactions History. */
@NullMarked
package org.slportal.ui.registration;

import org.jspecify.annotations.NullMarked;
