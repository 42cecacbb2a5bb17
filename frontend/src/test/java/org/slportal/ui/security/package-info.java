@NullMarked
package org.slportal.ui.security;

import org.jspecify.annotations.NullMarked;
