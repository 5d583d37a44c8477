package dev.weft.crdt;

import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.lib0.ByteReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, inside the document, which client ids are whose, and who deleted what: so that the difference of two snapshots can
 * say who wrote and who deleted.
 *
 * <p>In the map {@code users}, or another, stands for each person a map of two arrays: {@code ids} with client ids, {@code ds}
 * with encoded delete sets of format 1.
 *
 * <p>Source: yjs 13.6, {@code src/utils/PermanentUserData.js}. What Yjs does in a timeout of its own, after the transaction, is
 * done here in a transaction that comes after the present one; and when two add the same user at once, the deletions that were
 * noted under the one that loses move on too.
 */
public final class PermanentUserData {
    private static final String IDS = "ids";
    private static final String DELETE_SETS = "ds";

    private final YMap users;
    private final Map<Long, String> userByClient = new LinkedHashMap<>();
    private final Map<String, IdSet> deletionsByUser = new LinkedHashMap<>();

    /** With the root {@code users}. */
    public PermanentUserData(Doc doc) {
        this(doc.getMap("users"));
    }

    /** @param users where the data is kept: part of a document, and used for nothing else */
    public PermanentUserData(YMap users) {
        this.users = users;
        users.observe(event -> event.keysChanged().forEach(this::read));
        users.keys().forEach(this::read);
    }

    private void read(String user) {
        if (!(users.get(user) instanceof YMap data
                && data.get(IDS) instanceof YArray ids
                && data.get(DELETE_SETS) instanceof YArray deleteSets)) {
            return;
        }
        deletionsByUser.putIfAbsent(user, IdSet.empty());
        deleteSets.forEach(encoded -> addDeletions(user, encoded));
        deleteSets.observe(event -> inserted(event).forEach(encoded -> addDeletions(user, encoded)));
        ids.forEach(id -> addClient(user, id));
        ids.observe(event -> inserted(event).forEach(id -> addClient(user, id)));
    }

    private static List<Object> inserted(YEvent event) {
        List<Object> values = new ArrayList<>();
        for (Delta.Op op : event.delta().ops()) {
            if (op instanceof Delta.Insert insert && insert.insert() instanceof List<?> list) {
                values.addAll(list);
            }
        }
        return values;
    }

    private void addClient(String user, @Nullable Object id) {
        if (id instanceof Number client) {
            userByClient.put(client.longValue(), user);
        }
    }

    private void addDeletions(String user, @Nullable Object encoded) {
        if (encoded instanceof byte[] bytes) {
            IdSet more = IdSet.read(new ByteReader(bytes), UpdateFormat.V1);
            deletionsByUser.merge(user, more, IdSet::union);
        }
    }

    /** As {@link #setUserMapping(Doc, long, String, BiPredicate)}, for all deletions. */
    public void setUserMapping(Doc doc, long clientId, String user) {
        setUserMapping(doc, clientId, user, (transaction, deletions) -> true);
    }

    /**
     * Notes that the client is the user's, and from now on all that is deleted here.
     *
     * @param doc    where deletions are watched, the document of this data as a rule
     * @param filter of local transactions whose deletions are noted
     */
    public void setUserMapping(Doc doc, long clientId, String user, BiPredicate<Transaction, IdSet> filter) {
        if (!(users.get(user) instanceof YMap)) {
            var data = new YMap();
            data.set(IDS, new YArray());
            data.set(DELETE_SETS, new YArray());
            users.set(user, data);
        }
        var mapping = new Mapping(user, (YMap) users.get(user));
        mapping.list(IDS).push(clientId);
        users.observe(_ -> mapping.moveIfOverwritten());
        doc.onAfterTransaction(transaction -> {
            IdSet deletions = transaction.deleteSet();
            if (transaction.isLocal() && !deletions.isEmpty() && filter.test(transaction, deletions)) {
                mapping.list(DELETE_SETS).push((Object) deletions.encode(UpdateFormat.V1));
            }
        });
    }

    /** A user's map, which somebody else may overwrite: then the data moves on to the new one. */
    private final class Mapping {
        private final String user;
        private YMap data;

        Mapping(String user, YMap data) {
            this.user = user;
            this.data = data;
        }

        YArray list(String name) {
            if (data.get(name) instanceof YArray list) {
                return list;
            }
            throw new IllegalStateException("user \"" + user + "\" has no array \"" + name + "\"");
        }

        void moveIfOverwritten() {
            if (!(users.get(user) instanceof YMap now) || now == data) {
                return;
            }
            data = now;
            userByClient.forEach((client, owner) -> {
                if (owner.equals(user)) {
                    list(IDS).push(client);
                }
            });
            IdSet deletions = deletionsByUser.get(user);
            if (deletions != null) {
                list(DELETE_SETS).push((Object) deletions.encode(UpdateFormat.V1));
            }
        }
    }

    /** Whose client id it is, or null. */
    public @Nullable String userOfClient(long clientId) {
        return userByClient.get(clientId);
    }

    /** Who deleted the unit, or null. */
    public @Nullable String userOfDeletion(Id id) {
        for (var entry : deletionsByUser.entrySet()) {
            if (entry.getValue().contains(id.client(), id.clock())) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Attributes changes of a text to users: {@code {type: "added" or "removed", user}}; no user when unknown. */
    public ComputeYChange attribution() {
        return (change, id) -> {
            Map<String, Object> attribution = new LinkedHashMap<>();
            attribution.put("type", change.jsonName());
            String user = change == ComputeYChange.Change.ADDED ? userOfClient(id.client()) : userOfDeletion(id);
            if (user != null) {
                attribution.put("user", user);
            }
            return attribution;
        };
    }
}
