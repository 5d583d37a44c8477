/** The Yjs document in pure Java. */
@org.jspecify.annotations.NullMarked
package dev.weft.crdt;
