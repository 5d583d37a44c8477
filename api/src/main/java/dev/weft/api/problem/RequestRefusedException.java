package dev.weft.api.problem;

import dev.weft.api.auth.AuthenticationUnavailableException;
import dev.weft.api.auth.UnauthenticatedException;
import dev.weft.engine.join.JoinRefusal;
import dev.weft.engine.request.RequestRefusal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A request that is answered with a problem instead of what it asked for. */
public final class RequestRefusedException extends RuntimeException {

    private final HttpStatus status;
    private final HttpHeaders headers;
    private final transient Map<String, Object> properties;

    private RequestRefusedException(HttpStatus status, String detail, HttpHeaders headers) {
        this(status, detail, headers, Map.of());
    }

    private RequestRefusedException(
            HttpStatus status, String detail, HttpHeaders headers, Map<String, Object> properties) {
        super(detail, null, false, false); // clients may repeat a refused request for ever: no stack trace to pay for
        this.status = status;
        this.headers = headers;
        this.properties = properties;
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

    /** With {@code code}, the type by which clients of sockets know the refusal, and {@code errors}, the messages by path. */
    public static RequestRefusedException of(RequestRefusal refusal) {
        HttpStatus status = switch (refusal) {
            case RequestRefusal.Unauthorized _ -> HttpStatus.FORBIDDEN;
            case RequestRefusal.WorkflowNotFound _, RequestRefusal.VersionNotFound _ -> HttpStatus.NOT_FOUND;
            case RequestRefusal.Invalid _, RequestRefusal.Unreadable _, RequestRefusal.KeyReused _ ->
                HttpStatus.UNPROCESSABLE_CONTENT;
            case RequestRefusal.Outdated _ -> HttpStatus.PRECONDITION_FAILED;
            case RequestRefusal.WorkflowDeleted _ -> HttpStatus.GONE;
            case RequestRefusal.ReadOnlyView _, RequestRefusal.InvalidState _ -> HttpStatus.CONFLICT;
            case RequestRefusal.Internal _ -> HttpStatus.SERVICE_UNAVAILABLE;
        };
        HttpHeaders headers = new HttpHeaders();
        if (refusal instanceof RequestRefusal.Internal) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        return new RequestRefusedException(
                status, detail(refusal), headers, Map.of("code", refusal.type(), "errors", refusal.errors()));
    }

    private static String detail(RequestRefusal refusal) {
        return refusal.errors().entrySet().stream()
                .flatMap(path -> path.getValue().stream()
                        .map(message -> path.getKey().equals("base") ? message : path.getKey() + ": " + message))
                .collect(Collectors.joining("; "));
    }

    public HttpStatus status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    public ProblemDetail problem() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, getMessage());
        properties.forEach(problem::setProperty);
        return problem;
    }
}
