package dev.weft.crdt.update;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.IntDiffOptRleDecoder;
import dev.weft.lib0.JsonText;
import dev.weft.lib0.MalformedInputException;
import dev.weft.lib0.RleDecoder;
import dev.weft.lib0.StringDecoder;
import dev.weft.lib0.UintOptRleDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads updates of format 2: the fields of all structs in columns, each compressed in its own way.
 *
 * <pre>
 * update = varUint 0, then each with its length in bytes: keyClocks, clients, leftClocks, rightClocks, infos, strings, parentInfos,
 *          typeRefs, lengths; then, to the end, rest
 * rest   = varUint clients, clients × block, deletions
 * block  = varUint structs, varUint clock of the first, structs × what has no column of its own
 * </pre>
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><th>Column</th><th>Coder</th><th>Holds</th></tr>
 * <tr><td>keyClocks</td><td>IntDiffOptRle</td><td>number of a key in order of first use; a new one stands in strings</td></tr>
 * <tr><td>clients</td><td>UintOptRle</td><td>client of a block, of origins, of parents</td></tr>
 * <tr><td>leftClocks</td><td>IntDiffOptRle</td><td>clocks of left origins and of parents</td></tr>
 * <tr><td>rightClocks</td><td>IntDiffOptRle</td><td>clocks of right origins</td></tr>
 * <tr><td>infos</td><td>Rle</td><td>info bytes as in format 1</td></tr>
 * <tr><td>strings</td><td>String</td><td>text, names, map keys, guids, new keys, JSON content</td></tr>
 * <tr><td>parentInfos</td><td>Rle</td><td>1: the parent is a root type; else: an item</td></tr>
 * <tr><td>typeRefs</td><td>UintOptRle</td><td>type refs</td></tr>
 * <tr><td>lengths</td><td>UintOptRle</td><td>lengths of GC and Deleted, number of values of Any and JSON</td></tr>
 * <tr><td>rest</td><td></td><td>values, bytes, lengths of Skips; embeds, values of formats and options of subdocuments as any</td></tr>
 * </table>
 *
 * <p>A run can stand for any number of structs in a few bytes. How many there may be is therefore bounded, by
 * {@link #EXPANSION_PER_BYTE} and {@link #FREE_EXPANSION}; so are keys that are used again.
 *
 * <p>Written by {@link UpdateWriterV2}. Source: yjs 13.6.33, {@code UpdateDecoderV2}.
 */
final class UpdateCursorV2 extends UpdateCursor {
    /** Structs, and bytes of keys used again, for each byte of the update. */
    private static final int EXPANSION_PER_BYTE = 64;

    /** Structs, and bytes of keys used again, that any update may have however small it is. */
    private static final int FREE_EXPANSION = 1 << 17;

    private static final int MIN_BLOCK_BYTES = 2;

    private byte[] input;
    private int start;
    private int end;

    private ByteReader rest;
    private IntDiffOptRleDecoder keyClocks;
    private UintOptRleDecoder clients;
    private IntDiffOptRleDecoder leftClocks;
    private IntDiffOptRleDecoder rightClocks;
    private RleDecoder infos;
    private StringDecoder strings;
    private RleDecoder parentInfos;
    private UintOptRleDecoder typeRefs;
    private UintOptRleDecoder lengths;

    private final List<byte[]> keys = new ArrayList<>();
    private final ByteWriter transcoded = new ByteWriter(0);
    private final ByteWriter rootNameCopy = new ByteWriter(0);
    private final ByteWriter mapKeyCopy = new ByteWriter(0);
    private final DeletionReader deletions = new DeletionReader(UpdateFormat.V2);
    private int blocksLeft;
    private int structsLeft;
    private long expansionLeft;

    UpdateCursorV2(byte[] bytes, int start, int end) {
        input = bytes;
        this.start = start;
        this.end = end;
        rewind();
    }

    @Override
    byte[] input() {
        return input;
    }

    @Override
    void setInput(byte[] bytes, int start, int end) {
        input = bytes;
        this.start = start;
        this.end = end;
    }

    @Override
    void readHeader() {
        rest = new ByteReader(input, start, end);
        if (rest.readVarUint() != 0) {
            rest.position(start);
            throw rest.malformed("feature flag " + rest.readVarUint(), "0: is it an update of format 1?");
        }
        keyClocks = new IntDiffOptRleDecoder(rest.readVarSlice("the column of key clocks"));
        clients = new UintOptRleDecoder(rest.readVarSlice("the column of clients"));
        leftClocks = new IntDiffOptRleDecoder(rest.readVarSlice("the column of left clocks"));
        rightClocks = new IntDiffOptRleDecoder(rest.readVarSlice("the column of right clocks"));
        infos = new RleDecoder(rest.readVarSlice("the column of infos"));
        strings = new StringDecoder(rest.readVarSlice("the column of strings"));
        parentInfos = new RleDecoder(rest.readVarSlice("the column of parent infos"));
        typeRefs = new UintOptRleDecoder(rest.readVarSlice("the column of type refs"));
        lengths = new UintOptRleDecoder(rest.readVarSlice("the column of lengths"));
        keys.clear();
        expansionLeft = FREE_EXPANSION + (long) EXPANSION_PER_BYTE * (end - start);
        structsLeft = 0;
        blocksLeft = rest.readCount("clients", MIN_BLOCK_BYTES);
    }

    @Override
    boolean readStruct() {
        if (structsLeft > 0) {
            clock += length;
        } else {
            do {
                if (blocksLeft == 0) {
                    return false;
                }
                blocksLeft--;
                int at = rest.position();
                structsLeft = (int) expand(rest.readVarUint(), "structs", at);
                client = clients.read();
                clock = Clocks.readClock(rest);
            } while (structsLeft == 0);
        }
        structsLeft--;
        int info = infos.read();
        kind = info & KIND;
        textWithHalves = null;
        rawValueStart = 0;
        rawValueEnd = 0;
        if (kind > StructKind.SKIP) {
            throw rest.malformed(
                    "struct kind " + kind + " in the column of infos", "a kind from 0 to " + StructKind.SKIP);
        }
        if (StructKind.isItem(kind)) {
            readItemHeader(info);
            readContent();
        } else {
            hasOrigin = false;
            hasRightOrigin = false;
            hasMapKey = false;
            parentKind = ParentKind.NEIGHBOUR;
            if (kind == StructKind.SKIP) {
                length = Clocks.readLength(rest, clock);
                noContent();
            } else {
                readLengthOnly();
            }
        }
        return true;
    }

    @Override
    public int structsLeft() {
        return structsLeft;
    }

    /** By the part that has no column, which every block has bytes in. */
    @Override
    public int bytesRead() {
        return rest.position() - start;
    }

    @Override
    public int bytesLeft() {
        return end - start;
    }

    private long expand(long count, String of, int at) {
        if (count > expansionLeft) {
            rest.position(at);
            throw rest.malformed(count + " " + of, "no more than an update of " + (end - start) + " bytes may hold");
        }
        expansionLeft -= count;
        return count;
    }

    private void readItemHeader(int info) {
        hasOrigin = (info & HAS_ORIGIN) != 0;
        if (hasOrigin) {
            originClient = clients.read();
            originClock = readClock(leftClocks);
        }
        hasRightOrigin = (info & HAS_RIGHT_ORIGIN) != 0;
        if (hasRightOrigin) {
            rightOriginClient = clients.read();
            rightOriginClock = readClock(rightClocks);
        }
        if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) == 0) {
            readParent((info & HAS_MAP_KEY) != 0);
        } else {
            parentKind = ParentKind.NEIGHBOUR;
            hasMapKey = false;
        }
    }

    private void readParent(boolean withMapKey) {
        if (parentInfos.read() == 1) {
            parentKind = ParentKind.ROOT;
            strings.next();
            rootName = stable(rootNameCopy);
            rootNameStart = rootName == input ? strings.start() : 0;
            rootNameEnd = rootNameStart + strings.end() - strings.start();
        } else {
            parentKind = ParentKind.ITEM;
            parentClient = clients.read();
            parentClock = readClock(leftClocks);
        }
        hasMapKey = withMapKey;
        if (withMapKey) {
            strings.next();
            mapKey = stable(mapKeyCopy);
            mapKeyStart = mapKey == input ? strings.start() : 0;
            mapKeyEnd = mapKeyStart + strings.end() - strings.start();
        }
    }

    /** The array of the string just read; a copy if it isn't the update itself, which the next string would overwrite. */
    private byte[] stable(ByteWriter copy) {
        if (strings.bytes() == input) {
            return input;
        }
        copy.reset();
        copy.writeBytes(strings.bytes(), strings.start(), strings.end());
        return copy.array();
    }

    private int readClock(IntDiffOptRleDecoder clocks) {
        int at = clocks.column().position();
        return Clocks.checkedClock(clocks.read(), clocks.column(), at);
    }

    private void readLengthOnly() {
        readLengthColumn();
        noContent();
    }

    private void readLengthColumn() {
        int at = lengths.column().position();
        length = Clocks.checkedLength(lengths.read(), clock, lengths.column(), at);
    }

    private void noContent() {
        content = input;
        contentStart = start;
        contentEnd = start;
    }

    private void readContent() {
        switch (kind) {
            case StructKind.DELETED -> readLengthOnly();
            case StructKind.STRING -> {
                strings.next();
                setContent(strings.bytes(), strings.start(), strings.end());
                textWithHalves = strings.cutsPair() ? strings.text() : null;
                length = Clocks.checkedLength(strings.units(), clock, rest, rest.position());
            }
            case StructKind.ANY -> {
                readLengthColumn();
                int from = rest.position();
                for (int i = 0; i < length; i++) {
                    rest.skipAny();
                }
                setContent(input, from, rest.position());
            }
            case StructKind.JSON -> {
                readLengthColumn();
                transcoded.reset();
                for (int i = 0; i < length; i++) {
                    strings.next();
                    checkJson();
                    transcoded.writeVarBytes(strings.bytes(), strings.start(), strings.end());
                }
                setTranscoded();
            }
            case StructKind.BINARY -> {
                oneUnit();
                int bytes = rest.readLength("binary content");
                setContent(input, rest.position(), rest.position() + bytes);
                rest.skip(bytes);
            }
            case StructKind.EMBED -> {
                oneUnit();
                transcoded.reset();
                transcoded.writeUtf8(readJson());
                setTranscoded();
            }
            case StructKind.FORMAT -> {
                oneUnit();
                transcoded.reset();
                transcoded.writeVarBytes(readKey());
                transcoded.writeString(readJson());
                setTranscoded();
            }
            case StructKind.TYPE -> {
                oneUnit();
                transcoded.reset();
                int at = typeRefs.column().position();
                int typeRef = TypeRef.checked(typeRefs.read(), typeRefs.column(), at);
                transcoded.writeVarUint(typeRef);
                if (TypeRef.hasName(typeRef)) {
                    transcoded.writeVarBytes(readKey());
                }
                setTranscoded();
            }
            case StructKind.DOC -> {
                oneUnit();
                transcoded.reset();
                strings.next();
                transcoded.writeVarBytes(strings.bytes(), strings.start(), strings.end());
                int from = rest.position();
                rest.skipAnyObject("the options of a subdocument");
                transcoded.writeBytes(input, from, rest.position());
                setTranscoded();
            }
            default -> throw new IllegalStateException("content of kind " + kind);
        }
    }

    private void checkJson() {
        try {
            JsonContent.check(strings.bytes(), strings.start(), strings.end());
        } catch (MalformedInputException malformed) {
            // A string that was put together elsewhere, of halves of surrogate pairs, has no place of its own in the
            // update.
            int at = strings.bytes() == input ? strings.start() - start + malformed.offset() : rest.offset();
            throw new MalformedInputException(at, malformed.found(), malformed.expected());
        }
    }

    private void oneUnit() {
        length = Clocks.checkedLength(1, clock, rest, rest.position());
    }

    private void setContent(byte[] bytes, int from, int to) {
        content = bytes;
        contentStart = from;
        contentEnd = to;
    }

    private void setTranscoded() {
        setContent(transcoded.array(), 0, transcoded.size());
    }

    private String readJson() {
        rawValueStart = rest.position();
        String json = JsonText.of(rest.readAny());
        rawValueEnd = rest.position();
        rawValue = input;
        return json;
    }

    /**
     * Reads a key: one that was used before by its number, or a new one. Yjs's writers number every use anew, so that in their updates
     * each key is new.
     */
    private byte[] readKey() {
        int at = keyClocks.column().position();
        long number = keyClocks.read();
        if (number >= 0 && number < keys.size()) {
            byte[] key = keys.get((int) number);
            expand(key.length, "bytes of keys that are used again", rest.position());
            return key;
        }
        if (number < 0) {
            keyClocks.column().position(at);
            throw keyClocks.column().malformed("key number " + number, "at least 0");
        }
        strings.next();
        byte[] key = Arrays.copyOfRange(strings.bytes(), strings.start(), strings.end());
        keys.add(key);
        return key;
    }

    @Override
    void readDeletionsHeader() {
        deletions.begin(rest);
    }

    @Override
    boolean readDeletion() {
        if (!deletions.next(rest)) {
            return false;
        }
        deletionClient = deletions.client;
        deletionClock = deletions.clock;
        deletionLength = deletions.length;
        return true;
    }
}
