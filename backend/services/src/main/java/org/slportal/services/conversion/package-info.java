/** From a PAK's lines to licences in a pool: preview, conversion and history. */
@NullMarked
package org.slportal.services.conversion;

import org.jspecify.annotations.NullMarked;
