/**
 * The call-home protocol: the envelope, the signed JSON inside it, and the request and answer bodies that devices and the portal
 * exchange. Written up in docs/protocol.md.
 */
@NullMarked
package org.slportal.protocol;

import org.jspecify.annotations.NullMarked;
