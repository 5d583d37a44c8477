/**
 * Projects and their members: the tables that rights are read from, and the memory in front of them.
 *
 * <p>Start reading at {@link dev.weft.persistence.access.PostgresProjectAccess}, which answers the engine, and
 * {@link dev.weft.persistence.access.Projects}, which changes what it answers. Unlike the tables beside them these are no fold of the log. What a role
 * may do, and who may make whom what, is decided in {@link dev.weft.engine.access}.
 */
@NullMarked
package dev.weft.persistence.access;

import org.jspecify.annotations.NullMarked;
