/** License Registration: PAKs and devices with traditional licences before they are converted. */
@NullMarked
package org.slportal.services.registration;

import org.jspecify.annotations.NullMarked;
