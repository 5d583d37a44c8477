package dev.weft.crdt.update;

/**
 * What {@link Updates#obfuscate} replaces besides text, values, bytes and map keys.
 *
 * @param formatting keys and values of formats
 * @param subdocs    guids and options of subdocuments
 * @param xmlNames   names of XML elements and hooks
 */
public record Obfuscation(boolean formatting, boolean subdocs, boolean xmlNames) {
    /** All three. */
    public static final Obfuscation ALL = new Obfuscation(true, true, true);
}
