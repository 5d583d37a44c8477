package dev.weft.api.rest;

import dev.weft.api.auth.Authenticator;
import dev.weft.api.auth.Caller;
import dev.weft.api.auth.RequestToken;
import dev.weft.engine.access.Principal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the authenticated {@link Principal} that they ask for as a parameter, or the {@link Caller} with its token's end. */
public final class CallerResolver implements HandlerMethodArgumentResolver {

    private final Authenticator authenticator;

    public CallerResolver(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Principal.class || parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        Caller caller = authenticator.authenticate(RequestToken.of((HttpServletRequest) request.getNativeRequest()));
        return parameter.getParameterType() == Caller.class ? caller : caller.principal();
    }
}
