/**
 * Names that only one workflow of a project may have.
 *
 * <p>Start reading at {@link dev.weft.persistence.names.PostgresUniqueNames}, the table behind the engine's port of that name. It is the one table beside the log
 * that decides something: which of two saves on two nodes gets a name. What it holds follows from the log.
 */
@NullMarked
package dev.weft.persistence.names;

import org.jspecify.annotations.NullMarked;
