/**
 * What the simulated switches are: models, chassis, and which licences their features consume.
 */
@NullMarked
package org.slportal.agent.platform;

import org.jspecify.annotations.NullMarked;
