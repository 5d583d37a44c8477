/**
 * What clients ask and are told in the room of a workflow beside Yjs messages: save, reset, versions, context, and who is applying a change. Dialects
 * differ only in how they carry it.
 *
 * <p>Start reading at {@link dev.weft.api.room.RoomRequests}.
 */
@NullMarked
package dev.weft.api.room;

import org.jspecify.annotations.NullMarked;
