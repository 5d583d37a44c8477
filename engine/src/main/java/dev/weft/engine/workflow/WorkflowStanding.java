package dev.weft.engine.workflow;

import dev.weft.engine.content.draft.ContentHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a workflow stands: what decisions need to know of its events beside the document. Immutable; the fold of a stream, and stored with checkpoints and
 * snapshots of it.
 *
 * @param lifecycleSince sequence of the event that brought the life-cycle to where it is
 * @param versions all, in order: the last is what is saved now
 * @param recentRequests the last {@value #RECENT_REQUESTS} that carried an idempotency key, oldest first
 */
public record WorkflowStanding(
        ProjectId projectId,
        Lifecycle lifecycle,
        long lifecycleSince,
        List<VersionPlace> versions,
        List<HandledRequest> recentRequests) {
    /** How many requests are remembered for each workflow. */
    public static final int RECENT_REQUESTS = 200;

    public WorkflowStanding {
        versions = List.copyOf(versions);
        recentRequests = List.copyOf(recentRequests);
    }

    /**
     * Where a version is found.
     *
     * @param lockVersion its number
     * @param sequence of the event that holds its content
     * @param savedAtMillis milliseconds since 1970-01-01 UTC
     */
    public record VersionPlace(int lockVersion, long sequence, long savedAtMillis, ContentHash contentHash) {}

    /**
     * A request that the log shows to be carried out.
     *
     * @param key as its sender chose it
     * @param digest of what was asked for: the same key for something else is a mistake
     * @param sequence of the event that carried it out
     */
    public record HandledRequest(String key, String digest, long sequence) {}

    /** A workflow that was just created. */
    public static WorkflowStanding of(WorkflowCreated created) {
        return new WorkflowStanding(created.projectId(), Lifecycle.ACTIVE, 0, List.of(), List.of());
    }

    /**
     * Where the workflow stands after one more event, which is not its first.
     *
     * @param sequence of the event
     * @param metadata of the event, with keys of {@link EventMetadata}
     */
    public WorkflowStanding after(long sequence, WorkflowEvent event, Map<String, String> metadata) {
        Lifecycle next = switch (event) {
            case WorkflowCreated created ->
                throw new IllegalStateException("workflow " + created.workflowId() + " is created again");
            case WorkflowDeleted deleted -> Lifecycle.DELETED;
            case WorkflowRestored restored -> Lifecycle.ACTIVE;
            case WorkflowPurged purged -> Lifecycle.PURGED;
            case WorkflowRejoined rejoined -> lifecycle;
            case UpdatesAppended appended -> lifecycle;
            case WorkflowSaved saved -> lifecycle;
            case WorkflowReset reset -> lifecycle;
            case WorkflowReconciled reconciled -> lifecycle;
        };
        List<VersionPlace> nextVersions = event.newVersion()
                .map(version -> and(
                        versions,
                        new VersionPlace(
                                version.lockVersion(),
                                sequence,
                                version.savedAtMillis(),
                                ContentHash.of(version.content()))))
                .orElse(versions);
        @Nullable String key = metadata.get(EventMetadata.REQUEST_KEY);
        List<HandledRequest> nextRequests = key == null
                ? recentRequests
                : lastOf(and(
                        recentRequests,
                        new HandledRequest(key, metadata.getOrDefault(EventMetadata.REQUEST_DIGEST, ""), sequence)));
        boolean same = next == lifecycle && nextVersions == versions && nextRequests == recentRequests;
        return same
                ? this
                : new WorkflowStanding(
                        projectId, next, next == lifecycle ? lifecycleSince : sequence, nextVersions, nextRequests);
    }

    private static <T> List<T> and(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    private static List<HandledRequest> lastOf(List<HandledRequest> requests) {
        return requests.subList(Math.max(0, requests.size() - RECENT_REQUESTS), requests.size());
    }

    /** The last version's number; 0 if the workflow was never saved. */
    public int lockVersion() {
        return versions.isEmpty() ? 0 : versions.getLast().lockVersion();
    }

    /** The last version; empty if the workflow was never saved. */
    public Optional<VersionPlace> lastVersion() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    public Optional<VersionPlace> version(int lockVersion) {
        return lockVersion < 1 || lockVersion > versions.size()
                ? Optional.empty()
                : Optional.of(versions.get(lockVersion - 1));
    }

    public Optional<HandledRequest> handled(String key) {
        return recentRequests.stream()
                .filter(request -> request.key().equals(key))
                .findFirst();
    }
}
