/**
 * The application: what the engine and the database look like from outside.
 *
 * <p>{@link dev.weft.api.Weft} is the command line; {@code serve} wires and runs the server, {@code doc} works on
 * documents without one; {@code socket}, {@code rest} and {@code auth} are the doors of the server; {@code train} is a training run for the JVM.
 */
@NullMarked
package dev.weft.api;

import org.jspecify.annotations.NullMarked;
