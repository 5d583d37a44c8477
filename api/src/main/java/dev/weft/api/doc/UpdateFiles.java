package dev.weft.api.doc;

import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.crdt.update.UpdateFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands on updates have in common: bytes from files or standard input, in one of two formats. */
final class UpdateFiles {

    /** Stands for standard input where a file is named. */
    static final String STANDARD_INPUT = "-";

    @Option(names = "--v2", description = "Updates are of format 2 (default: format 1).")
    private boolean v2;

    UpdateFormat format() {
        return v2 ? UpdateFormat.V2 : UpdateFormat.V1;
    }

    /** All bytes of a file. */
    byte[] read(Path file) {
        try {
            return file.toString().equals(STANDARD_INPUT) ? System.in.readAllBytes() : Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new FaultException("there is no file " + file);
        } catch (IOException e) {
            throw new FaultException(file + " can't be read: " + e.getMessage());
        }
    }

    /** Writes to a file, or to standard output if none is named. */
    void write(byte[] bytes, @Nullable Path file) {
        try {
            if (file != null) {
                Files.write(file, bytes);
                return;
            }
            OutputStream out = System.out;
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a malformed update in a file is told as. */
    static FaultException malformed(Path file, MalformedUpdateException failure) {
        return new FaultException(file + ": " + failure.getMessage());
    }
}
