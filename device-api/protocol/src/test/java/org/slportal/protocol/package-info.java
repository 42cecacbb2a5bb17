/** Tests of the call-home protocol against fixture files, hostile ones included. */
@NullMarked
package org.slportal.protocol;

import org.jspecify.annotations.NullMarked;
