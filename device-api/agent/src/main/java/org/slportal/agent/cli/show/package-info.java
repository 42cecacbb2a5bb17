/**
 * What the show commands print, field for field as scripts and parsers in the field read it.
 */
@NullMarked
package org.slportal.agent.cli.show;

import org.jspecify.annotations.NullMarked;
