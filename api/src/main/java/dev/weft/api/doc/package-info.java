/**
 * {@code weft doc …}: looks at documents and updates without a server or a database.
 *
 * <p>Start reading at {@link dev.weft.api.doc.DocCommand}. Uses the CRDT library only, no Spring, so that the commands start
 * fast.
 */
@NullMarked
package dev.weft.api.doc;

import org.jspecify.annotations.NullMarked;
