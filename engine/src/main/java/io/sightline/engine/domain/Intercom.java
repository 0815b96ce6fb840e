package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** A door intercom: the flats it serves, its keys, and the users in whose own sources it shows itself. */
public sealed interface Intercom extends Entity<IntercomCommand, IntercomEvent, Intercom>
        permits Intercom.Absent, InstalledIntercom, Intercom.Deleted {

    IntercomId id();

    static Intercom absent(IntercomId id) {
        return new Absent(id);
    }

    default Optional<InstalledIntercom> installed() {
        return this instanceof InstalledIntercom intercom ? Optional.of(intercom) : Optional.empty();
    }

    /** Which user's confirmation of a removal this answer is. */
    static List<IntercomEvent> confirmed(PMap<UserId, Long> leaving, Obligation duty) {
        if (!(duty.command() instanceof SourceCommand.RemoveDevice remove)) {
            return List.of();
        }
        UserId user = new UserId(duty.to().id());
        return Objects.equals(leaving.get(user), remove.deviceRevision())
                ? List.of(new IntercomEvent.RemovalConfirmed(user))
                : List.of();
    }

    static void removals(IntercomId id, PMap<UserId, Long> leaving, Map<String, Obligation> duties) {
        leaving.forEach((user, at) -> duties.put(
                "remove|" + user,
                new Obligation(user.ref(), new SourceCommand.RemoveDevice(DeviceKey.of(id), at), true)));
    }

    /** An intercom that was never installed. */
    record Absent(IntercomId id) implements Intercom {

        @Override
        public Decision<IntercomEvent> decide(IntercomCommand command, Instant now) {
            if (command instanceof IntercomCommand.Install install) {
                return install.spec()
                        .fault()
                        .<Decision<IntercomEvent>>map(part -> Decision.refuse(Refusal.INVALID, part))
                        .orElseGet(() -> Decision.accept(new IntercomEvent.Installed(install.spec(), now)));
            }
            return command instanceof IntercomCommand.Unlink
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.UNKNOWN_ENTITY, "intercom");
        }

        @Override
        public Intercom apply(IntercomEvent event, long revision) {
            if (event instanceof IntercomEvent.Installed installed) {
                return InstalledIntercom.begin(id, installed);
            }
            throw new AssertionError(event);
        }
    }

    /** An intercom that was taken away; it lasts until every user has let go of it. */
    record Deleted(IntercomId id, Instant at, PMap<UserId, Long> leaving) implements Intercom {

        @Override
        public Decision<IntercomEvent> decide(IntercomCommand command, Instant now) {
            boolean done = command instanceof IntercomCommand.Delete || command instanceof IntercomCommand.Unlink;
            return done ? Decision.unchanged() : Decision.refuse(Refusal.GONE, "intercom");
        }

        @Override
        public Intercom apply(IntercomEvent event, long revision) {
            return event instanceof IntercomEvent.RemovalConfirmed confirmed
                    ? new Deleted(id, at, leaving.minus(confirmed.user()))
                    : this;
        }

        @Override
        public Map<String, Obligation> obligations() {
            Map<String, Obligation> duties = new HashMap<>();
            Intercom.removals(id, leaving, duties);
            return duties;
        }

        @Override
        public List<IntercomEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
            return Intercom.confirmed(leaving, obligation);
        }
    }
}
