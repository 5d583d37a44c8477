/**
 * Whether a draft may be saved, and as what.
 *
 * <p>Start at {@link dev.weft.engine.content.rules.ContentRules}. What only the project knows is asked of {@link dev.weft.engine.content.rules.ProjectFacts}.
 */
@NullMarked
package dev.weft.engine.content.rules;

import org.jspecify.annotations.NullMarked;
