/** The sync and awareness protocols, and the frames that carry them. */
@org.jspecify.annotations.NullMarked
package dev.weft.sync;
