package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.ALREADY_EXISTS;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.NOT_EMPTY;

/**
 * A private folder that exists.
 *
 * @param editable whether holders may change what lies in it
 * @param members the users who hold the folder
 * @param watching what the cameras are owed; derived, and therefore not kept in snapshots
 */
public record FolderPlace(
        FolderId id,
        Instant createdAt,
        Folder.Lying lying,
        boolean editable,
        Members members,
        Inventory inventory,
        @JsonIgnore @Nullable Map<String, Obligation> watching)
        implements Folder {

    public FolderPlace {
        if (watching == null) {
            watching = members.watching(SourceId.of(id), inventory.source());
        }
    }

    static FolderPlace begin(FolderId id, FolderEvent.Created created) {
        return new FolderPlace(
                id,
                created.at(),
                new Folder.Lying(created.address(), created.key()),
                created.editable(),
                Members.none(),
                Inventory.empty(created.epoch()),
                null);
    }

    static boolean isKey(String key) {
        return !key.isBlank() && key.length() <= 64;
    }

    public Source source() {
        return inventory.source();
    }

    @Override
    public Decision<FolderEvent> decide(FolderCommand command, Instant now) {
        if (command instanceof FolderCommand.Create create) {
            return create.epoch().equals(source().epoch()) ? unchanged() : refuse(ALREADY_EXISTS, "folder");
        }
        if (command instanceof FolderCommand.SetEditable set) {
            return set.editable() == editable ? unchanged() : accept(new FolderEvent.EditableSet(set.editable()));
        }
        if (command instanceof FolderCommand.Delete) {
            if (!source().entries().isEmpty()) {
                return refuse(NOT_EMPTY, "devices");
            }
            return members.isEmpty() ? accept(new FolderEvent.Deleted(now)) : refuse(NOT_EMPTY, "members");
        }
        if (command instanceof SourceCommand ofDevice) {
            return ofDevice instanceof SourceCommand.PutDevice put && !DeviceKey.isCamera(put.key())
                    ? refuse(INVALID, "key")
                    : inventory.decide(ofDevice, event -> event);
        }
        if (command instanceof MemberCommand ofMember) {
            return members.decide(ofMember, event -> event);
        }
        throw new AssertionError(command);
    }

    @Override
    public Folder apply(FolderEvent event, long revision) {
        if (event instanceof SourceEvent.DevicePut put) {
            return with(inventory.put(put.key(), put.deviceRevision(), put.facts(), revision));
        }
        if (event instanceof SourceEvent.DeviceRemoved removed) {
            return with(inventory.remove(removed.key(), removed.deviceRevision(), revision));
        }
        if (event instanceof MemberEvent ofMember) {
            Members next = members.apply(ofMember, revision);
            boolean same = next.turned() == members.turned();
            return new FolderPlace(id, createdAt, lying, editable, next, inventory, same ? watching : null);
        }
        if (event instanceof FolderEvent.EditableSet set) {
            return new FolderPlace(id, createdAt, lying, set.editable(), members, inventory, watching);
        }
        if (event instanceof FolderEvent.Deleted) {
            return new Absent(id, lying);
        }
        if (event instanceof FolderEvent.AddressLeft) {
            return this;
        }
        throw new AssertionError(event);
    }

    private FolderPlace with(Inventory next) {
        // One event puts or removes one key, so as many keys are the same keys.
        boolean same = next.source().entries().size() == source().entries().size();
        return new FolderPlace(id, createdAt, lying, editable, members, next, same ? watching : null);
    }

    @Override
    public Map<String, Obligation> obligations() {
        Map<String, Obligation> duties = new HashMap<>(Objects.requireNonNull(watching));
        duties.put(
                "address", new Obligation(lying.address().ref(), new AddressCommand.AddFolder(lying.key(), id), false));
        return duties;
    }
}
