/** The catalogue of platforms, licences and SKUs, loaded from CSV files. */
@NullMarked
package org.slportal.services.catalogue;

import org.jspecify.annotations.NullMarked;
