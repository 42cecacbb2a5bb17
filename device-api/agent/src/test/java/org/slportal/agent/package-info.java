/** Tests of the program. */
@NullMarked
package org.slportal.agent;

import org.jspecify.annotations.NullMarked;
