/** One search over PAKs, devices, SKUs, orders and licences: where is it, and why can't it be converted? */
@NullMarked
package org.slportal.services.search;

import org.jspecify.annotations.NullMarked;
