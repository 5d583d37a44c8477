package dev.weft.api.rest;

import dev.weft.api.auth.AuthenticationUnavailableException;
import dev.weft.api.auth.UnauthenticatedException;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.access.AccessUnavailableException;
import dev.weft.engine.log.LogUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every failure of a request into a problem; those of Spring MVC itself by its own rules. */
@RestControllerAdvice
public final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RequestRefusedException refusal) {
        return ResponseEntity.status(refusal.status())
                .headers(refusal.headers())
                .body(refusal.problem());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unauthenticated(UnauthenticatedException refusal) {
        return refused(RequestRefusedException.of(refusal));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> authenticationUnavailable(AuthenticationUnavailableException failure) {
        log.warn("a caller could not be authenticated", failure);
        return refused(RequestRefusedException.of(failure));
    }

    @ExceptionHandler({LogUnavailableException.class, AccessUnavailableException.class, DataAccessException.class})
    ResponseEntity<ProblemDetail> databaseUnavailable(RuntimeException failure) {
        log.warn("a request could not be answered", failure);
        return refused(RequestRefusedException.unavailable("the database can't be reached, try again"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> bug(Exception failure) {
        log.error("a request failed", failure);
        return ResponseEntity.internalServerError()
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.INTERNAL_SERVER_ERROR, "the server failed; its log says more"));
    }
}
