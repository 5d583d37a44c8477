/** x. */
@org.jspecify.annotations.NullMarked
package dev.weft.lib0;
