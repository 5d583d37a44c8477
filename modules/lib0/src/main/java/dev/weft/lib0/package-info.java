/**
 * The binary encodings of lib0 0.2, on which Yjs and its protocols build: variable-length integers, strings, byte arrays,
 * <em>any</em> values, the run-length coders of update format 2, and JSON text as JavaScript reads and writes it.
 *
 * <p>Start reading at {@link dev.weft.lib0.ByteReader} and {@link dev.weft.lib0.ByteWriter}; values are
 * {@link dev.weft.lib0.AnyValue}. This package knows bytes and nothing of documents.
 *
 * <p>Every reader checks a length or a count against the bytes that remain before it allocates, bounds its recursion, and
 * ends bad input in {@link dev.weft.lib0.MalformedInputException}. No class here is safe for use by several threads at once.
 *
 * <p>Source of the formats: lib0 0.2.120, {@code encoding.js}, {@code decoding.js}.
 */
@NullMarked
package dev.weft.lib0;

import org.jspecify.annotations.NullMarked;
