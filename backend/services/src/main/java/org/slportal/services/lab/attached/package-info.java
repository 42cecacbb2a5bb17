/**
 * The switches whose terminals the lab can open: they announce themselves, and are reached over SSH.
 */
@NullMarked
package org.slportal.services.lab.attached;

import org.jspecify.annotations.NullMarked;
