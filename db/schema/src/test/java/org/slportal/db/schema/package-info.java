/** Tests of the schema on a real, migrated MariaDB, and of the catalogue's files. */
@NullMarked
package org.slportal.db.schema;

import org.jspecify.annotations.NullMarked;
