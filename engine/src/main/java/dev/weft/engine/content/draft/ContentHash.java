package dev.weft.engine.content.draft;

import dev.weft.engine.content.WorkflowContent;
import dev.weft.lib0.ByteWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells contents apart without keeping them: two that are {@link WorkflowContent#sameAs the same} have one hash.
 *
 * @param value SHA-256 in 64 hexadecimal digits: of the list of settings, jobs, triggers, edges and positions in lib0's any encoding, fields in the order of
 *     {@link KnownFields}, members and positions in the order of their ids
 */
public record ContentHash(String value) {
    public static ContentHash of(WorkflowContent content) {
        Draft fields = Draft.of(content.inOrderOfIds());
        List<Object> all = new ArrayList<>(
                List.of(fields.workflow(), fields.jobs(), fields.triggers(), fields.edges(), fields.positions()));
        ByteWriter bytes = new ByteWriter();
        bytes.writeAny(PlainJson.toAny(all));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
            return new ContentHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
