package io.sightline.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The notifications of one user; it has the user's own id and data key. What was read on one environment is read on all, for
 * each notification is an entry of the user's own source.
 *
 * @param items by notification, also those deleted, the oldest of which are forgotten
 * @param leaving entries not confirmed as gone yet, with the revision at which they left
 */
public record NoticeBox(UserId user, PMap<NotificationId, Item> items, PMap<NotificationId, Long> leaving)
        implements Entity<NoticeBoxCommand, NoticeBoxEvent, NoticeBox> {

    /**
     * @param notice null once it was deleted
     * @param sentAt when it was sent; of one withdrawn before it came, when that was
     * @param readAt null while it is unread
     * @param deletedAt null while it is there
     * @param since the revision at which it last changed
     */
    public record Item(
            @Nullable Notice notice,
            Instant sentAt,
            @Nullable Instant readAt,
            @Nullable Instant deletedAt,
            long since) {}

    public static NoticeBox empty(UserId user) {
        return new NoticeBox(user, HashTreePMap.empty(), HashTreePMap.empty());
    }

    public static EntityRef ref(UserId user) {
        return new EntityRef(Kind.NOTICE_BOX, user.value());
    }

    /** One that is there. */
    public Optional<Item> find(NotificationId id) {
        return Optional.ofNullable(items.get(id)).filter(item -> item.notice() != null);
    }

    public long unread() {
        return items.values().stream()
                .filter(item -> item.notice() != null && item.readAt() == null)
                .count();
    }

    /** Those there are, the oldest first. */
    private List<NotificationId> present() {
        return items.entrySet().stream()
                .filter(each -> each.getValue().notice() != null)
                .sorted(Comparator.comparing((Map.Entry<NotificationId, Item> each) ->
                                each.getValue().sentAt())
                        .thenComparing(each -> each.getKey().value()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public Decision<NoticeBoxEvent> decide(NoticeBoxCommand command, Instant now) {
        if (command instanceof NoticeBoxCommand.Receive receive) {
            return receive(receive, now);
        }
        if (command instanceof NoticeBoxCommand.MarkRead mark) {
            return each(mark.id(), id -> item(id).readAt() == null ? new NoticeBoxEvent.Read(id, now) : null);
        }
        if (command instanceof NoticeBoxCommand.Delete delete) {
            return each(delete.id(), id -> new NoticeBoxEvent.Deleted(id, now));
        }
        if (command instanceof NoticeBoxCommand.Withdraw withdraw) {
            Item held = items.get(withdraw.id());
            return held != null && held.notice() == null
                    ? Decision.unchanged()
                    : Decision.accept(new NoticeBoxEvent.Withdrawn(withdraw.id(), now));
        }
        throw new AssertionError(command);
    }

    private interface Each {
        @Nullable
        NoticeBoxEvent of(NotificationId id);
    }

    private Decision<NoticeBoxEvent> each(@Nullable NotificationId one, Each what) {
        List<NotificationId> which = one == null ? present() : List.of(one);
        if (one != null && !items.containsKey(one)) {
            return Decision.refuse(Refusal.UNKNOWN_ENTITY, "notification");
        }
        List<NoticeBoxEvent> events = new ArrayList<>();
        for (NotificationId id : which) {
            NoticeBoxEvent event = item(id).notice() == null ? null : what.of(id);
            if (event != null) {
                events.add(event);
            }
        }
        return Decision.accept(events);
    }

    private Item item(NotificationId id) {
        return Optional.ofNullable(items.get(id)).orElseThrow();
    }

    private Decision<NoticeBoxEvent> receive(NoticeBoxCommand.Receive receive, Instant now) {
        if (items.containsKey(receive.id())) {
            return Decision.unchanged();
        }
        Optional<String> fault = receive.notice().fault();
        if (fault.isPresent()) {
            return Decision.refuse(Refusal.INVALID, fault.get());
        }
        List<NoticeBoxEvent> events = new ArrayList<>();
        List<NotificationId> present = present();
        if (present.size() >= Limits.NOTIFICATIONS) {
            events.add(new NoticeBoxEvent.Deleted(present.get(0), now));
        }
        events.add(new NoticeBoxEvent.Received(receive.id(), receive.notice(), receive.sentAt()));
        return Decision.accept(events);
    }

    @Override
    public NoticeBox apply(NoticeBoxEvent event, long revision) {
        if (event instanceof NoticeBoxEvent.Received received) {
            Item item = new Item(received.notice(), received.sentAt(), null, null, revision);
            return new NoticeBox(user, items.plus(received.id(), item), leaving.minus(received.id())).forgetting();
        }
        if (event instanceof NoticeBoxEvent.Read read) {
            Item held = item(read.id());
            Item item = new Item(held.notice(), held.sentAt(), read.at(), held.deletedAt(), revision);
            return new NoticeBox(user, items.plus(read.id(), item), leaving);
        }
        if (event instanceof NoticeBoxEvent.Deleted deleted) {
            Item held = item(deleted.id());
            return gone(deleted.id(), new Item(null, held.sentAt(), held.readAt(), deleted.at(), revision));
        }
        if (event instanceof NoticeBoxEvent.Withdrawn withdrawn) {
            Item held = items.get(withdrawn.id());
            return held == null
                    ? new NoticeBox(
                                    user,
                                    items.plus(
                                            withdrawn.id(),
                                            new Item(null, withdrawn.at(), null, withdrawn.at(), revision)),
                                    leaving)
                            .forgetting()
                    : gone(withdrawn.id(), new Item(null, held.sentAt(), held.readAt(), withdrawn.at(), revision));
        }
        if (event instanceof NoticeBoxEvent.EntryLeft left) {
            return new NoticeBox(user, items, leaving.minus(left.id()));
        }
        throw new AssertionError(event);
    }

    private NoticeBox gone(NotificationId id, Item item) {
        return new NoticeBox(user, items.plus(id, item), leaving.plus(id, item.since()));
    }

    /** Forgets the oldest of those deleted, past twice as many as there may be. */
    private NoticeBox forgetting() {
        if (items.size() <= 2 * Limits.NOTIFICATIONS) {
            return this;
        }
        return items.entrySet().stream()
                .filter(each -> each.getValue().notice() == null)
                .min(Comparator.comparing((Map.Entry<NotificationId, Item> each) ->
                                each.getValue().sentAt())
                        .thenComparing(each -> each.getKey().value()))
                .map(oldest -> new NoticeBox(user, items.minus(oldest.getKey()), leaving))
                .orElse(this);
    }

    @Override
    public Map<String, Obligation> obligations() {
        Map<String, Obligation> duties = new HashMap<>();
        items.forEach((id, item) -> {
            Notice notice = item.notice();
            if (notice != null) {
                DeviceFacts facts = new DeviceFacts.NoteFacts(notice, item.sentAt(), item.readAt() != null);
                duties.put(
                        "note|" + id,
                        new Obligation(
                                user.ref(), new SourceCommand.PutDevice(DeviceKey.of(id), item.since(), facts), false));
            }
        });
        leaving.forEach((id, at) -> duties.put(
                "remove|" + id + "|" + at,
                new Obligation(user.ref(), new SourceCommand.RemoveDevice(DeviceKey.of(id), at), true)));
        return duties;
    }

    /** What a user who is no more, or a sub-user, will not have is deleted; the answer to a removal does not matter. */
    @Override
    public List<NoticeBoxEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
        if (obligation.command() instanceof SourceCommand.RemoveDevice remove) {
            NotificationId id = DeviceKey.note(remove.key());
            Long at = leaving.get(id);
            return at != null && at == remove.deviceRevision() ? List.of(new NoticeBoxEvent.EntryLeft(id)) : List.of();
        }
        boolean gone = refusal == Refusal.GONE || refusal == Refusal.UNKNOWN_ENTITY || refusal == Refusal.FORBIDDEN;
        if (gone && obligation.command() instanceof SourceCommand.PutDevice put) {
            NotificationId id = DeviceKey.note(put.key());
            return find(id).isPresent() ? List.of(new NoticeBoxEvent.Deleted(id, now)) : List.of();
        }
        return List.of();
    }
}
