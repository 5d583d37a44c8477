package dev.weft.api.socket;

import dev.weft.engine.trace.Trace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers each request for its trace, and tells the client which that is. */
public final class TraceFilter extends OncePerRequestFilter {

    /** The trace id, 32 hexadecimal digits. */
    public static final String HEADER = "Weft-Trace";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String traceId = TraceId.of(request);
        response.setHeader(HEADER, traceId);
        try (Trace.Scope _ = Trace.enter(traceId)) {
            chain.doFilter(request, response);
        }
    }

    /** What a request waited for is answered by another thread. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
