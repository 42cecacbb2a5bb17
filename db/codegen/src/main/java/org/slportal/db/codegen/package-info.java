/** Build tool: migrates a throwaway MariaDB and generates the jOOQ classes from what it finds there. */
@NullMarked
package org.slportal.db.codegen;

import org.jspecify.annotations.NullMarked;
