/** Device-led conversion: what devices report of their traditional licences, over call-home, the API or a file, and what becomes of it. */
@NullMarked
package org.slportal.services.dlc;

import org.jspecify.annotations.NullMarked;
