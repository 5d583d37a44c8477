package dev.weft.crdt.update;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.IntDiffOptRleEncoder;
import dev.weft.lib0.JsonText;
import dev.weft.lib0.RleEncoder;
import dev.weft.lib0.StringEncoder;
import dev.weft.lib0.UintOptRleEncoder;
import dev.weft.lib0.Utf8;

/**
 * Writes updates of format 2, which {@link UpdateCursorV2} describes.
 *
 * <p>Like Yjs it gives each use of a key a new number, though the format could refer to an earlier one: old readers expect it so.
 *
 * <p>Source: yjs 13.6.33, {@code UpdateEncoderV2}.
 */
final class UpdateWriterV2 extends UpdateWriter {
    private final IntDiffOptRleEncoder keyClocks = new IntDiffOptRleEncoder();
    private final UintOptRleEncoder clients = new UintOptRleEncoder();
    private final IntDiffOptRleEncoder leftClocks = new IntDiffOptRleEncoder();
    private final IntDiffOptRleEncoder rightClocks = new IntDiffOptRleEncoder();
    private final RleEncoder infos = new RleEncoder();
    private final StringEncoder strings = new StringEncoder();
    private final RleEncoder parentInfos = new RleEncoder();
    private final UintOptRleEncoder typeRefs = new UintOptRleEncoder();
    private final UintOptRleEncoder lengths = new UintOptRleEncoder();
    private final ByteReader body = new ByteReader(new byte[0]);
    private int nextKeyClock;

    @Override
    public void reset() {
        super.reset();
        keyClocks.reset();
        clients.reset();
        leftClocks.reset();
        rightClocks.reset();
        infos.reset();
        strings.reset();
        parentInfos.reset();
        typeRefs.reset();
        lengths.reset();
        nextKeyClock = 0;
    }

    @Override
    UpdateFormat format() {
        return UpdateFormat.V2;
    }

    @Override
    void writeClient(long client) {
        clients.write(client);
    }

    @Override
    void writeInfo(int info) {
        infos.write(info);
    }

    @Override
    void writeLength(int length) {
        lengths.write(length);
    }

    @Override
    public void origin(long client, int clock) {
        clients.write(client);
        leftClocks.write(clock);
    }

    @Override
    public void rightOrigin(long client, int clock) {
        clients.write(client);
        rightClocks.write(clock);
    }

    @Override
    public void rootParent(byte[] name, int start, int end) {
        parentInfos.write(1);
        writeString(name, start, end);
    }

    @Override
    public void itemParent(long client, int clock) {
        parentInfos.write(0);
        clients.write(client);
        leftClocks.write(clock);
    }

    @Override
    public void mapKey(byte[] key, int start, int end) {
        writeString(key, start, end);
    }

    @Override
    public void content(int kind, int length, byte[] bytes, int start, int end) {
        switch (kind) {
            case StructKind.DELETED -> lengths.write(length);
            case StructKind.STRING -> strings.write(bytes, start, end, length);
            case StructKind.ANY -> {
                lengths.write(length);
                rest.writeBytes(bytes, start, end);
            }
            case StructKind.JSON -> {
                lengths.write(length);
                body.reset(bytes, start, end);
                for (int i = 0; i < length; i++) {
                    writeStringOfBody();
                }
            }
            case StructKind.BINARY -> rest.writeVarBytes(bytes, start, end);
            case StructKind.EMBED -> writeJson(bytes, start, end);
            case StructKind.FORMAT -> {
                body.reset(bytes, start, end);
                writeKeyOfBody();
                int jsonLength = body.readLength("the JSON text of a format");
                writeJson(bytes, body.position(), body.position() + jsonLength);
            }
            case StructKind.TYPE -> {
                body.reset(bytes, start, end);
                int typeRef = (int) body.readVarUint();
                typeRefs.write(typeRef);
                if (TypeRef.hasName(typeRef)) {
                    writeKeyOfBody();
                }
            }
            case StructKind.DOC -> {
                body.reset(bytes, start, end);
                writeStringOfBody();
                rest.writeBytes(bytes, body.position(), end);
            }
            default -> throw new IllegalArgumentException("content of kind " + kind);
        }
    }

    /** Copies what only format 2 can hold: values of embeds and formats that aren't JSON, text with half a surrogate pair. */
    @Override
    void content(UpdateCursor cursor) {
        if (cursor.textWithHalves != null) {
            strings.write(cursor.textWithHalves);
        } else if (cursor.rawValueEnd == 0) {
            super.content(cursor);
        } else {
            if (cursor.kind == StructKind.FORMAT) {
                body.reset(cursor.content, cursor.contentStart, cursor.contentEnd);
                writeKeyOfBody();
            }
            rest.writeBytes(cursor.rawValue, cursor.rawValueStart, cursor.rawValueEnd);
        }
    }

    private void writeStringOfBody() {
        int length = body.readLength("a string");
        writeString(body.array(), body.position(), body.position() + length);
        body.skip(length);
    }

    private void writeKeyOfBody() {
        keyClocks.write(nextKeyClock++);
        writeStringOfBody();
    }

    private void writeString(byte[] utf8, int start, int end) {
        strings.write(utf8, start, end, Utf8.utf16Length(utf8, start, end));
    }

    private void writeJson(byte[] json, int start, int end) {
        rest.writeAny(JsonText.parse(json, start, end));
    }

    @Override
    byte[] assemble() {
        var out = new ByteWriter(64 + rest.size());
        out.writeVarUint(0);
        keyClocks.writeColumnTo(out);
        clients.writeColumnTo(out);
        leftClocks.writeColumnTo(out);
        rightClocks.writeColumnTo(out);
        infos.writeColumnTo(out);
        strings.writeColumnTo(out);
        parentInfos.writeColumnTo(out);
        typeRefs.writeColumnTo(out);
        lengths.writeColumnTo(out);
        out.writeBytes(rest.array(), 0, rest.size());
        return out.toByteArray();
    }
}
