package dev.weft.crdt.update;

/** Writes updates of format 1, which {@link UpdateCursorV1} describes. */
final class UpdateWriterV1 extends UpdateWriter {
    @Override
    UpdateFormat format() {
        return UpdateFormat.V1;
    }

    @Override
    void writeClient(long client) {
        rest.writeVarUint(client);
    }

    @Override
    void writeInfo(int info) {
        rest.writeUint8(info);
    }

    @Override
    void writeLength(int length) {
        rest.writeVarUint(length);
    }

    @Override
    public void origin(long client, int clock) {
        rest.writeVarUint(client);
        rest.writeVarUint(clock);
    }

    @Override
    public void rightOrigin(long client, int clock) {
        rest.writeVarUint(client);
        rest.writeVarUint(clock);
    }

    @Override
    public void rootParent(byte[] name, int start, int end) {
        rest.writeUint8(1);
        rest.writeVarBytes(name, start, end);
    }

    @Override
    public void itemParent(long client, int clock) {
        rest.writeUint8(0);
        rest.writeVarUint(client);
        rest.writeVarUint(clock);
    }

    @Override
    public void mapKey(byte[] key, int start, int end) {
        rest.writeVarBytes(key, start, end);
    }

    @Override
    public void content(int kind, int length, byte[] bytes, int start, int end) {
        switch (kind) {
            case StructKind.DELETED -> rest.writeVarUint(length);
            case StructKind.STRING, StructKind.BINARY, StructKind.EMBED -> rest.writeVarBytes(bytes, start, end);
            case StructKind.JSON, StructKind.ANY -> {
                rest.writeVarUint(length);
                rest.writeBytes(bytes, start, end);
            }
            case StructKind.FORMAT, StructKind.TYPE, StructKind.DOC -> rest.writeBytes(bytes, start, end);
            default -> throw new IllegalArgumentException("content of kind " + kind);
        }
    }

    @Override
    byte[] assemble() {
        return rest.toByteArray();
    }
}
