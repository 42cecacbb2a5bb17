/** Tests of the program around the views: listeners, settings, containers. */
@NullMarked
package org.slportal.app;

import org.jspecify.annotations.NullMarked;
