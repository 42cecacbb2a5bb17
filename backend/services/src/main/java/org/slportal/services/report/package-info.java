/** Reports: what they show, saved definitions of them, files of them, and the ones that go out by e-mail. */
@NullMarked
package org.slportal.services.report;

import org.jspecify.annotations.NullMarked;
