/**
 * The switch's key pair, its certificate request, and the checks of certificates it is given. The only package that sees Bouncy
 * Castle.
 */
@NullMarked
package org.slportal.agent.identity;

import org.jspecify.annotations.NullMarked;
