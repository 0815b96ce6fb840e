package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.ALREADY_EXISTS;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;

/**
 * An intercom that is registered.
 *
 * @param lines the calls each flat takes; a flat that is not here takes all
 * @param keys by number
 * @param leaving by user, the intercom's revision at which the user's link ended, until the user has confirmed
 */
public record InstalledIntercom(
        IntercomId id,
        Instant createdAt,
        IntercomSpec spec,
        IntercomCommand.Operational operational,
        boolean online,
        boolean restrictLive,
        boolean restrictArchive,
        PMap<Integer, IntercomCommand.Lines> lines,
        PMap<String, IntercomKey> keys,
        PMap<UserId, Linked> links,
        PMap<UserId, Long> leaving)
        implements Intercom {

    private static final int LINKS = 10_000;

    /** @param factsRevision the revision at which what this user is shown last changed */
    public record Linked(IntercomLink link, long factsRevision) {}

    static InstalledIntercom begin(IntercomId id, IntercomEvent.Installed installed) {
        return new InstalledIntercom(
                id,
                installed.at(),
                installed.spec(),
                IntercomCommand.Operational.NOT_INSTALLED,
                false,
                false,
                false,
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty());
    }

    /** What a user is shown. */
    public DeviceFacts facts(UserId user, IntercomLink link) {
        List<String> theirs = keys.values().stream()
                .filter(key -> key.belongsTo(user, link.flat()))
                .map(IntercomKey::number)
                .sorted()
                .toList();
        return new DeviceFacts.IntercomFacts(
                spec.name(),
                spec.addressLabel(),
                spec.department(),
                spec.departmentName(),
                link.flat(),
                theirs,
                online,
                restrictLive || link.restrictLive(),
                restrictArchive || link.restrictArchive(),
                link.open());
    }

    @Override
    public Decision<IntercomEvent> decide(IntercomCommand command, Instant now) {
        if (command instanceof IntercomCommand.Install install) {
            return install.spec().equals(spec) ? unchanged() : refuse(ALREADY_EXISTS, "intercom");
        }
        if (command instanceof IntercomCommand.ChangeSpec change) {
            Optional<String> fault = change.spec().fault();
            return fault.isPresent()
                    ? refuse(INVALID, fault.get())
                    : change(change.spec().equals(spec), new IntercomEvent.SpecChanged(change.spec()));
        }
        if (command instanceof IntercomCommand.SetOperational set) {
            return change(set.operational() == operational, new IntercomEvent.OperationalSet(set.operational()));
        }
        if (command instanceof IntercomCommand.SetOnline set) {
            return change(set.online() == online, new IntercomEvent.OnlineSet(set.online()));
        }
        if (command instanceof IntercomCommand.Restrict restrict) {
            boolean same = restrict.live() == restrictLive && restrict.archive() == restrictArchive;
            return change(same, new IntercomEvent.Restricted(restrict.live(), restrict.archive()));
        }
        if (command instanceof IntercomCommand.SetLines set) {
            return spec.serves(set.flat())
                    ? change(
                            set.lines().equals(lines.get(set.flat())),
                            new IntercomEvent.LinesSet(set.flat(), set.lines()))
                    : refuse(INVALID, "flat");
        }
        if (command instanceof IntercomCommand.Link link) {
            return link(link);
        }
        if (command instanceof IntercomCommand.Unlink unlink) {
            return change(!links.containsKey(unlink.user()), new IntercomEvent.Unlinked(unlink.user()));
        }
        if (command instanceof IntercomCommand.PutKey put) {
            return putKey(put.key());
        }
        if (command instanceof IntercomCommand.RemoveKey remove) {
            return change(!keys.containsKey(remove.number()), new IntercomEvent.KeysRemoved(Set.of(remove.number())));
        }
        if (command instanceof IntercomCommand.RemoveLooseKeys) {
            Set<String> loose = keys.values().stream()
                    .filter(key -> key.flat() == null && key.user() == null)
                    .map(IntercomKey::number)
                    .collect(Collectors.toSet());
            return change(loose.isEmpty(), new IntercomEvent.KeysRemoved(loose));
        }
        if (command instanceof IntercomCommand.Delete) {
            return accept(new IntercomEvent.Deleted(now));
        }
        throw new AssertionError(command);
    }

    private Decision<IntercomEvent> link(IntercomCommand.Link command) {
        if (!spec.serves(command.link().flat())) {
            return refuse(INVALID, "flat");
        }
        Linked held = links.get(command.user());
        if (held == null && links.size() >= LINKS) {
            return refuse(LIMIT_EXCEEDED, "links");
        }
        boolean same = held != null && held.link().equals(command.link());
        return change(same, new IntercomEvent.Linked(command.user(), command.link()));
    }

    private Decision<IntercomEvent> putKey(IntercomKey key) {
        if (key.number().isBlank() || key.number().length() > 64) {
            return refuse(INVALID, "number");
        }
        if (key.flat() != null && !spec.serves(key.flat())) {
            return refuse(INVALID, "flat");
        }
        if (!keys.containsKey(key.number()) && keys.size() >= Limits.KEYS_OF_AN_INTERCOM) {
            return refuse(LIMIT_EXCEEDED, "keys");
        }
        return change(key.equals(keys.get(key.number())), new IntercomEvent.KeyPut(key));
    }

    private static Decision<IntercomEvent> change(boolean same, IntercomEvent event) {
        return same ? unchanged() : accept(event);
    }

    @Override
    public Intercom apply(IntercomEvent event, long revision) {
        if (event instanceof IntercomEvent.Deleted deleted) {
            PMap<UserId, Long> left = leaving;
            for (UserId user : links.keySet()) {
                left = left.plus(user, revision);
            }
            return new Deleted(id, deleted.at(), left);
        }
        return new IntercomDraft(this, revision).happened(event).seal();
    }

    @Override
    public Map<String, Obligation> obligations() {
        Map<String, Obligation> duties = new HashMap<>();
        String key = DeviceKey.of(id);
        links.forEach((user, linked) -> duties.put(
                "put|" + user,
                new Obligation(
                        user.ref(),
                        new SourceCommand.PutDevice(key, linked.factsRevision(), facts(user, linked.link())),
                        false)));
        Intercom.removals(id, leaving, duties);
        return duties;
    }

    @Override
    public List<IntercomEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
        if (obligation.command() instanceof SourceCommand.PutDevice put && refusal != null) {
            UserId user = new UserId(obligation.to().id());
            Linked held = links.get(user);
            return held != null && held.factsRevision() <= put.deviceRevision()
                    ? List.of(new IntercomEvent.LinkDropped(user, refusal))
                    : List.of();
        }
        return Intercom.confirmed(leaving, obligation);
    }
}
