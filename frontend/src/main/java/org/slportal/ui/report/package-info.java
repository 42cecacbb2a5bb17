/** Reports: the dashboard, compliance over time, saved reports and their runs. */
@NullMarked
package org.slportal.ui.report;

import org.jspecify.annotations.NullMarked;
