package io.sightline.api.admin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.DeviceFacts.BelongingFacts;
import io.sightline.engine.domain.Holding;
import io.sightline.engine.domain.KeptObject;
import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.ObjectRights;
import io.sightline.engine.domain.Source;
import org.jspecify.annotations.Nullable;

/**
 * A tracker or a camera of a user as one user has it: the user's own, shared with the user, or held through monitoring objects.
 *
 * @param key under which it stands in sources
 * @param facts as the user's own source has them, or else one of the objects
 * @param holding what the user may do with it by itself, or null when it is held only through objects
 * @param objects the monitoring objects the user has it through, or for its owner those it is assigned to
 * @param through one of them that lets the user change what is in it, or null
 */
record Held<F extends BelongingFacts>(
        String key,
        F facts,
        @Nullable Holding holding,
        Set<String> objects,
        @Nullable MonitoringObjectId through) {

    /** Where such things are looked up, of one kind. */
    static final class Lookup<F extends BelongingFacts> {

        private final Belongings belongings;
        private final Class<F> kind;
        private final Predicate<ObjectRights> mayChange;
        private final String segment;

        /**
         * @param mayChange whether an object lets its things of this kind be changed
         * @param segment what they are called in paths
         */
        Lookup(Belongings belongings, Class<F> kind, Predicate<ObjectRights> mayChange, String segment) {
            this.belongings = belongings;
            this.kind = kind;
            this.mayChange = mayChange;
            this.segment = segment;
        }

        /** Everything of the kind that a user has, own ones first. */
        CompletionStage<List<Held<F>>> all(Account user) {
            return byKey(user).thenApply(all -> List.copyOf(all.values()));
        }

        /** The one of this key as the path's user has it; not found when that user has no part in it. */
        CompletionStage<Held<F>> named(Call call, String key) {
            return belongings.user(call).thenCompose(this::byKey).thenApply(all -> Optional.ofNullable(all.get(key))
                    .orElseThrow(() -> Problem.notFound(segment).rejection()));
        }

        private CompletionStage<SortedMap<String, Held<F>>> byKey(Account user) {
            SortedMap<String, Held<F>> all = new TreeMap<>();
            each(user.source(), (key, facts) -> all.put(key, new Held<>(key, facts, facts.holding(), Set.of(), null)));
            return belongings.objectsOf(user).thenApply(objects -> {
                for (KeptObject object : objects) {
                    boolean changeable = mayChange.test(object.rightsOf(user.id()));
                    each(
                            object.source(),
                            (key, facts) -> all.put(
                                    key,
                                    all.getOrDefault(key, new Held<>(key, facts, null, Set.of(), null))
                                            .in(object.id(), changeable)));
                }
                return all;
            });
        }

        private interface Finding<F> {
            void found(String key, F facts);
        }

        private void each(Source source, Finding<F> finding) {
            source.entries().forEach((key, entry) -> {
                if (kind.isInstance(entry.facts())) {
                    finding.found(key, kind.cast(entry.facts()));
                }
            });
        }
    }

    private Held<F> in(MonitoringObjectId object, boolean changeable) {
        Set<String> more = new TreeSet<>(objects);
        more.add(object.value());
        return new Held<>(key, facts, holding, more, changeable && through == null ? object : through);
    }

    /** Own ones first. */
    String position() {
        return (isOwn() ? "0" : "1") + key;
    }

    boolean isOwn() {
        return holding == Holding.OWNER;
    }

    /** Whether the user may change its fields. */
    boolean isChangeable() {
        return access() != Holding.VIEW;
    }

    private Holding access() {
        Holding own = holding == null ? Holding.VIEW : holding;
        return own == Holding.VIEW && through != null ? Holding.CHANGE : own;
    }

    /** What is said alike of each, before and after what is said of its kind. */
    ObjectNode view(String id, boolean expired, ObjectNode card) {
        ObjectNode view = Json.object()
                .put("id", id)
                .put("owner", facts.owner().value())
                .put("access", Json.word(access()))
                .put("expired", expired);
        view.setAll(card);
        ArrayNode in = view.putArray("objects");
        objects.forEach(in::add);
        return view;
    }
}
