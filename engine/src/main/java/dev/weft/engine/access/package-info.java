/**
 * Who somebody is and what they may do in a project.
 *
 * <p>Start at {@link dev.weft.engine.access.ProjectAccess}, the port through which every join, write request and inbound frame reads the current
 * rights. Knows nothing of tokens, HTTP or tables.
 */
@NullMarked
package dev.weft.engine.access;

import org.jspecify.annotations.NullMarked;
