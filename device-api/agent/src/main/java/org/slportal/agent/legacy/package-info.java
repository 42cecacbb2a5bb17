/**
 * The licences a switch had before smart licensing: what each member holds, kept in NVRAM.
 */
@NullMarked
package org.slportal.agent.legacy;

import org.jspecify.annotations.NullMarked;
