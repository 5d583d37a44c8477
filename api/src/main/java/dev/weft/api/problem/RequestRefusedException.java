package dev.weft.api.problem;

import dev.weft.api.auth.AuthenticationUnavailableException;
import dev.weft.api.auth.UnauthenticatedException;
import dev.weft.engine.join.JoinRefusal;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A request that is answered with a problem instead of what it asked for. */
public final class RequestRefusedException extends RuntimeException {

    private final HttpStatus status;
    private final HttpHeaders headers;

    private RequestRefusedException(HttpStatus status, String detail, HttpHeaders headers) {
        super(detail, null, false, false); // clients may repeat a refused request for ever: no stack trace to pay for
        this.status = status;
        this.headers = headers;
    }

    /** @param detail what was found where, and what was expected */
    public static RequestRefusedException badRequest(String detail) {
        return new RequestRefusedException(HttpStatus.BAD_REQUEST, detail, HttpHeaders.EMPTY);
    }

    public static RequestRefusedException forbidden(String detail) {
        return new RequestRefusedException(HttpStatus.FORBIDDEN, detail, HttpHeaders.EMPTY);
    }

    public static RequestRefusedException notFound(String detail) {
        return new RequestRefusedException(HttpStatus.NOT_FOUND, detail, HttpHeaders.EMPTY);
    }

    public static RequestRefusedException conflict(String detail) {
        return new RequestRefusedException(HttpStatus.CONFLICT, detail, HttpHeaders.EMPTY);
    }

    /** @param location of what is in the way */
    public static RequestRefusedException conflict(String detail, URI location) {
        HttpHeaders headers = new HttpHeaders();
        headers.setLocation(location);
        return new RequestRefusedException(HttpStatus.CONFLICT, detail, headers);
    }

    /** The request asks for a WebSocket's address without asking for a WebSocket. */
    public static RequestRefusedException upgradeRequired(String detail) {
        HttpHeaders headers = new HttpHeaders();
        headers.setUpgrade("websocket");
        headers.setConnection(List.of("Upgrade"));
        return new RequestRefusedException(HttpStatus.UPGRADE_REQUIRED, detail, headers);
    }

    /** Nothing is wrong with the request: it may come again in a moment. */
    public static RequestRefusedException unavailable(String detail) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return new RequestRefusedException(HttpStatus.SERVICE_UNAVAILABLE, detail, headers);
    }

    public static RequestRefusedException of(UnauthenticatedException refusal) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return new RequestRefusedException(HttpStatus.UNAUTHORIZED, refusal.getMessage(), headers);
    }

    public static RequestRefusedException of(AuthenticationUnavailableException refusal) {
        return unavailable(String.valueOf(refusal.getMessage()));
    }

    public static RequestRefusedException of(JoinRefusal refusal) {
        return switch (refusal) {
            case JoinRefusal.Unauthorized unauthorized -> forbidden(unauthorized.text());
            case JoinRefusal.ProjectNotFound notFound -> notFound(notFound.text());
            case JoinRefusal.WorkflowNotFound notFound -> notFound(notFound.text());
            case JoinRefusal.VersionNotFound notFound -> notFound(notFound.text());
            case JoinRefusal.InvalidAction invalid -> badRequest(invalid.text());
            case JoinRefusal.Unavailable unavailable ->
                unavailable("the database can't be reached or is too busy, try again");
        };
    }

    public HttpStatus status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    public ProblemDetail problem() {
        return ProblemDetail.forStatusAndDetail(status, getMessage());
    }
}
