/** The demo Smart Account, made through the same services people use. */
@NullMarked
package org.slportal.services.demo;

import org.jspecify.annotations.NullMarked;
