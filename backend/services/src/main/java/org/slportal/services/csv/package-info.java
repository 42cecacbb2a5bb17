/** CSV as people upload it, and CSV for them to download: problems told by line and column, and cells no spreadsheet runs. */
@NullMarked
package org.slportal.services.csv;

import org.jspecify.annotations.NullMarked;
