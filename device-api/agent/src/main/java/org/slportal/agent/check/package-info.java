/**
 * The portal's main job from end to end, as a script of anyone's would do it: API on one side, a switch's terminal on the other.
 */
@NullMarked
package org.slportal.agent.check;

import org.jspecify.annotations.NullMarked;
