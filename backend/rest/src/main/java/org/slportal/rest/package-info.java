/** The management REST API and its OAuth 2.0 tokens, in the shapes existing clients send and read. */
@NullMarked
package org.slportal.rest;

import org.jspecify.annotations.NullMarked;
