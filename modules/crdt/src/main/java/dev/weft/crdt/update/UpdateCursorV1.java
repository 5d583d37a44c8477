package dev.weft.crdt.update;

import dev.weft.lib0.ByteReader;

/**
 * Reads updates of format 1.
 *
 * <pre>
 * update    = varUint clients, clients × block, deletions
 * block     = varUint structs, varUint client, varUint clock of the first, structs × struct
 * struct    = uint8 info, then by kind = info &amp; 31:
 *   GC, Skip  varUint length
 *   item      if info &amp; 128: varUint client, varUint clock of the left origin
 *             if info &amp; 64:  varUint client, varUint clock of the right origin
 *             if neither:    varUint 1, varString root name  or  varUint 0, varUint client, varUint clock of the parent;
 *                            then if info &amp; 32: varString map key
 *             content
 * deletions = varUint clients, clients × (varUint client, varUint ranges, ranges × (varUint clock, varUint length))
 * </pre>
 *
 * <p>Written by {@link UpdateWriterV1}. Source: yjs 13.6.33, {@code src/utils/updates.js}, {@code lazyStructReaderGenerator}.
 */
final class UpdateCursorV1 extends UpdateCursor {
    private static final int MIN_BLOCK_BYTES = 3;
    private static final int MIN_STRUCT_BYTES = 2;

    private final ByteReader in;
    private final DeletionReader deletions = new DeletionReader(UpdateFormat.V1);
    private int start;
    private int blocksLeft;
    private int structsLeft;

    UpdateCursorV1(byte[] bytes, int start, int end) {
        in = new ByteReader(bytes, start, end);
        this.start = start;
        rewind();
    }

    @Override
    byte[] input() {
        return in.array();
    }

    @Override
    void setInput(byte[] bytes, int start, int end) {
        in.reset(bytes, start, end);
        this.start = start;
    }

    @Override
    void readHeader() {
        in.position(start);
        structsLeft = 0;
        blocksLeft = in.readCount("clients", MIN_BLOCK_BYTES);
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
                structsLeft = in.readCount("structs", MIN_STRUCT_BYTES);
                client = in.readVarUint();
                clock = Clocks.readClock(in);
            } while (structsLeft == 0);
        }
        structsLeft--;
        int at = in.position();
        int info = in.readUint8();
        kind = info & KIND;
        if (kind > StructKind.SKIP) {
            in.position(at);
            throw in.malformed("struct kind " + kind, "a kind from 0 to " + StructKind.SKIP);
        }
        if (StructKind.isItem(kind)) {
            readItemHeader(info);
            readContent(at);
        } else {
            hasOrigin = false;
            hasRightOrigin = false;
            hasMapKey = false;
            parentKind = ParentKind.NEIGHBOUR;
            readLength();
        }
        return true;
    }

    @Override
    public int structsLeft() {
        return structsLeft;
    }

    @Override
    public int bytesRead() {
        return in.position() - start;
    }

    @Override
    public int bytesLeft() {
        return in.remaining();
    }

    private void readItemHeader(int info) {
        hasOrigin = (info & HAS_ORIGIN) != 0;
        if (hasOrigin) {
            originClient = in.readVarUint();
            originClock = Clocks.readClock(in);
        }
        hasRightOrigin = (info & HAS_RIGHT_ORIGIN) != 0;
        if (hasRightOrigin) {
            rightOriginClient = in.readVarUint();
            rightOriginClock = Clocks.readClock(in);
        }
        if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) == 0) {
            readParent((info & HAS_MAP_KEY) != 0);
        } else {
            parentKind = ParentKind.NEIGHBOUR;
            hasMapKey = false;
        }
    }

    private void readParent(boolean withMapKey) {
        if (in.readVarUint() == 1) {
            parentKind = ParentKind.ROOT;
            int bytes = in.readLength("the name of a root type");
            rootName = in.array();
            rootNameStart = in.position();
            in.skipUtf8(bytes);
            rootNameEnd = in.position();
        } else {
            parentKind = ParentKind.ITEM;
            parentClient = in.readVarUint();
            parentClock = Clocks.readClock(in);
        }
        hasMapKey = withMapKey;
        if (withMapKey) {
            int bytes = in.readLength("a map key");
            mapKey = in.array();
            mapKeyStart = in.position();
            in.skipUtf8(bytes);
            mapKeyEnd = in.position();
        }
    }

    private void readLength() {
        length = Clocks.readLength(in, clock);
        content = in.array();
        contentStart = in.position();
        contentEnd = contentStart;
    }

    private void readContent(int structStart) {
        switch (kind) {
            case StructKind.DELETED -> readLength();
            case StructKind.STRING -> {
                int bytes = in.readLength("a string");
                beginContent();
                endContent(in.skipUtf8(bytes), structStart);
            }
            case StructKind.ANY -> {
                int count = in.readCount("values", 1);
                beginContent();
                for (int i = 0; i < count; i++) {
                    in.skipAny();
                }
                endContent(count, structStart);
            }
            case StructKind.JSON -> {
                int count = in.readCount("JSON values", 1);
                beginContent();
                for (int i = 0; i < count; i++) {
                    skipJsonOrUndefined();
                }
                endContent(count, structStart);
            }
            case StructKind.BINARY -> {
                int bytes = in.readLength("binary content");
                beginContent();
                in.skip(bytes);
                endContent(1, structStart);
            }
            case StructKind.EMBED -> {
                int bytes = in.readLength("the JSON text of an embed");
                beginContent();
                in.skipJson(bytes);
                endContent(1, structStart);
            }
            case StructKind.FORMAT -> {
                beginContent();
                in.skipString();
                in.skipJson(in.readLength("the JSON text of a format"));
                endContent(1, structStart);
            }
            case StructKind.TYPE -> {
                beginContent();
                if (TypeRef.hasName(TypeRef.checked(in.readVarUint(), in, contentStart))) {
                    in.skipString();
                }
                endContent(1, structStart);
            }
            case StructKind.DOC -> {
                beginContent();
                in.skipString();
                in.skipAnyObject("the options of a subdocument");
                endContent(1, structStart);
            }
            default -> throw new IllegalStateException("content of kind " + kind);
        }
    }

    private void beginContent() {
        content = in.array();
        contentStart = in.position();
    }

    private void endContent(int units, int structStart) {
        contentEnd = in.position();
        length = Clocks.checkedLength(units, clock, in, structStart);
    }

    private void skipJsonOrUndefined() {
        int bytes = in.readLength("JSON text");
        if (JsonContent.isUndefined(in.array(), in.position(), in.position() + bytes)) {
            in.skip(bytes);
        } else {
            in.skipJson(bytes);
        }
    }

    @Override
    void readDeletionsHeader() {
        deletions.begin(in);
    }

    @Override
    boolean readDeletion() {
        if (!deletions.next(in)) {
            return false;
        }
        deletionClient = deletions.client;
        deletionClock = deletions.clock;
        deletionLength = deletions.length;
        return true;
    }
}
