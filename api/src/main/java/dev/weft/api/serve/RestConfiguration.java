package dev.weft.api.serve;

import dev.weft.api.auth.Authenticator;
import dev.weft.api.auth.TokenExpiries;
import dev.weft.api.changes.ChangeFeed;
import dev.weft.api.rest.CallerResolver;
import dev.weft.api.rest.ChangesController;
import dev.weft.api.rest.DeadLettersController;
import dev.weft.api.rest.DocumentEditController;
import dev.weft.api.rest.Gate;
import dev.weft.api.rest.HistoryController;
import dev.weft.api.rest.MembersController;
import dev.weft.api.rest.Positions;
import dev.weft.api.rest.ProblemAdvice;
import dev.weft.api.rest.ProblemErrorController;
import dev.weft.api.rest.ProjectController;
import dev.weft.api.rest.ProjectCreators;
import dev.weft.api.rest.ProjectsController;
import dev.weft.api.rest.SavedWorkflowController;
import dev.weft.api.rest.WorkflowController;
import dev.weft.api.rest.WorkflowCreation;
import dev.weft.api.rest.WorkflowRequests;
import dev.weft.api.rest.WorkflowsController;
import dev.weft.api.socket.TraceFilter;
import dev.weft.engine.Engine;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.RoleSource;
import dev.weft.persistence.access.Projects;
import dev.weft.persistence.changes.ChangeLog;
import dev.weft.persistence.draft.WorkflowListing;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.readmodel.DeadLetters;
import dev.weft.persistence.readmodel.ReadModelPosition;
import dev.weft.persistence.readmodel.ReadModels;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** REST, its description, and health. */
@Configuration(proxyBeanMethods = false)
class RestConfiguration {

    /** Below what proxies take for silence. */
    private static final Duration CHANGES_HEARTBEAT = Duration.ofSeconds(15);

    @Bean
    WebMvcConfigurer callerAsParameter(Authenticator authenticator) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver(authenticator));
            }
        };
    }

    /** Before all other filters: they have things to say, too. */
    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter() {
        FilterRegistrationBean<TraceFilter> registration = new FilterRegistrationBean<>(new TraceFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }

    @Bean
    Gate gate(ProjectAccess access) {
        return new Gate(access);
    }

    @Bean
    Positions positions(EventLogStorage log, ReadModelPosition readModels) {
        return new Positions(log, readModels);
    }

    @Bean
    WorkflowRequests workflowRequests(Gate gate, Engine engine, Positions positions) {
        return new WorkflowRequests(gate, engine, positions);
    }

    @Bean
    WorkflowController workflowController(WorkflowRequests requests, Engine engine, WeftSettings settings) {
        return new WorkflowController(requests, engine, settings.limits().page());
    }

    @Bean
    DocumentEditController documentEditController(WorkflowRequests requests) {
        return new DocumentEditController(requests);
    }

    @Bean
    SavedWorkflowController savedWorkflowController(WorkflowRequests requests, Engine engine, JsonMapper json) {
        return new SavedWorkflowController(requests, engine, json);
    }

    @Bean
    HistoryController historyController(WorkflowRequests requests, Engine engine) {
        return new HistoryController(requests, engine);
    }

    @Bean
    WorkflowsController workflowsController(
            Gate gate, Engine engine, ProjectAccess access, WorkflowListing listing, Positions positions) {
        return new WorkflowsController(gate, new WorkflowCreation(engine, access), listing, positions);
    }

    @Bean
    ChangeLog changeLog(EventLogStorage log) {
        return new ChangeLog(log);
    }

    @Bean
    ChangeFeed changeFeed(
            ChangeLog changeLog,
            EventLogStorage log,
            ProjectAccess access,
            TokenExpiries expiries,
            WeftSettings settings) {
        return new ChangeFeed(
                changeLog, log.tail(), access, expiries, settings.limits().listeners(), CHANGES_HEARTBEAT);
    }

    @Bean
    ChangesController changesController(WorkflowRequests requests, Gate gate, ChangeFeed feed, ChangeLog changeLog) {
        return new ChangesController(requests, gate, feed, changeLog);
    }

    @Bean
    DeadLettersController deadLettersController(Gate gate, ReadModels models, EventLogStorage log) {
        return new DeadLettersController(gate, new DeadLetters(models, log));
    }

    @Bean
    ProjectsController projectsController(Projects projects, RoleSource roles, WeftSettings settings) {
        return new ProjectsController(
                projects, roles.countsMemberships() ? settings.auth().projectCreators() : ProjectCreators.NOBODY);
    }

    @Bean
    ProjectController projectController(Gate gate, Projects projects) {
        return new ProjectController(gate, projects, InstantSource.system());
    }

    @Bean
    MembersController membersController(Gate gate, Projects projects) {
        return new MembersController(gate, projects);
    }

    @Bean
    ProblemAdvice problemAdvice() {
        return new ProblemAdvice();
    }

    @Bean
    ProblemErrorController problemErrorController() {
        return new ProblemErrorController();
    }

    @Bean
    HealthIndicator joinsHealthIndicator(Engine engine) {
        return new JoinsHealth(engine.eventLog());
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Weft")
                        .version("v1")
                        .description("Workflows that people edit together, kept as events. Errors are"
                                + " application/problem+json. Callers say who they are by Authorization: Bearer."));
    }
}
