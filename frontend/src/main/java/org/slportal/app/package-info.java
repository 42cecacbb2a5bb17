/** The program: commands, the web server's listeners, the database behind them. */
@NullMarked
package org.slportal.app;

import org.jspecify.annotations.NullMarked;
