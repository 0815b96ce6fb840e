package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A private folder in a leaf of the address tree: cameras that only those who hold the folder may see. */
public sealed interface Folder extends Entity<FolderCommand, FolderEvent, Folder> permits Folder.Absent, FolderPlace {

    FolderId id();

    static Folder absent(FolderId id) {
        return new Absent(id, null);
    }

    default Optional<FolderPlace> place() {
        return this instanceof FolderPlace place ? Optional.of(place) : Optional.empty();
    }

    /**
     * A folder that does not exist, or not any more.
     *
     * @param leaving where the deleted folder lay, until the address has let go of its key
     */
    record Absent(FolderId id, @Nullable Lying leaving) implements Folder {

        @Override
        public Decision<FolderEvent> decide(FolderCommand command, Instant now) {
            if (command instanceof FolderCommand.Create create) {
                return FolderPlace.isKey(create.key())
                        ? Decision.accept(new FolderEvent.Created(
                                create.epoch(), create.address(), create.key(), create.editable(), now))
                        : Decision.refuse(Refusal.INVALID, "key");
            }
            boolean done = command instanceof SourceCommand.RemoveDevice
                    || command instanceof MemberCommand.Leave
                    || command instanceof FolderCommand.Delete;
            return done ? Decision.unchanged() : Decision.refuse(Refusal.UNKNOWN_ENTITY, "folder");
        }

        @Override
        public Folder apply(FolderEvent event, long revision) {
            if (event instanceof FolderEvent.Created created) {
                return FolderPlace.begin(id, created);
            }
            if (event instanceof FolderEvent.AddressLeft) {
                return new Absent(id, null);
            }
            throw new AssertionError(event);
        }

        @Override
        public Map<String, Obligation> obligations() {
            return leaving == null
                    ? Map.of()
                    : Map.of(
                            "address",
                            new Obligation(
                                    leaving.address().ref(),
                                    new AddressCommand.RemoveFolder(leaving.key(), id),
                                    false));
        }

        @Override
        public List<FolderEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
            return leaving != null && obligation.command() instanceof AddressCommand.RemoveFolder
                    ? List.of(new FolderEvent.AddressLeft())
                    : List.of();
        }
    }

    /** Where a folder lies. */
    record Lying(AddressId address, String key) {}
}
