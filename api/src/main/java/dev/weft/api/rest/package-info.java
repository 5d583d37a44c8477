/**
 * REST at {@code /api/v1}: workflows of a project, live documents, events.
 *
 * <p>Start reading at {@link dev.weft.api.rest.WorkflowsController} and {@link dev.weft.api.rest.WorkflowController}. Each
 * request is authorised through {@link dev.weft.api.rest.Gate}; what its caller may not see is not there. Errors are problems,
 * written by {@link dev.weft.api.rest.ProblemAdvice}.
 */
@NullMarked
package dev.weft.api.rest;

import org.jspecify.annotations.NullMarked;
