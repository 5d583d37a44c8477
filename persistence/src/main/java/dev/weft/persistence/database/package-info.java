/**
 * The PostgreSQL that everything is kept in: an embedded server under a data folder, or a server of one's own.
 *
 * <p>Start reading at {@link dev.weft.persistence.database.WeftDatabase}, which opens either and brings the schema up to date; then
 * {@code EmbeddedServer}, which decides whether to start, to join or to stop. {@code docs/decisions} tells why it works that way.
 *
 * <p>Knows nothing of events or workflows: the tables it creates belong to the packages beside it.
 */
@NullMarked
package dev.weft.persistence.database;

import org.jspecify.annotations.NullMarked;
