/**
 * What is saved, as tables: {@link dev.weft.persistence.saved.SavedWorkflowModel} keeps workflows as their last save left them, and {@link
 * dev.weft.persistence.saved.VersionModel} all their versions.
 */
@NullMarked
package dev.weft.persistence.saved;

import org.jspecify.annotations.NullMarked;
