/**
 * Whole histories as files: {@link dev.weft.persistence.archive.HistoryExport} writes one byte for byte, {@link dev.weft.persistence.archive.HistoryImport}
 * takes it into this or another database. The format is described in {@code docs/formats/history-archive.md}.
 */
@NullMarked
package dev.weft.persistence.archive;

import org.jspecify.annotations.NullMarked;
