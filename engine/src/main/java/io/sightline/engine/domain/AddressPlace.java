package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.ALREADY_EXISTS;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;
import static io.sightline.engine.domain.Refusal.NOT_A_LEAF;
import static io.sightline.engine.domain.Refusal.NOT_EMPTY;

/**
 * A node of the address tree that exists.
 *
 * @param folders the private folders by their keys
 * @param members the users who hold the address
 * @param inventory the devices that hang here and everybody who holds the address may see
 * @param watching what the cameras are owed; derived, and therefore not kept in snapshots
 */
public record AddressPlace(
        AddressId id,
        Instant createdAt,
        AddressNode node,
        PSet<AddressId> children,
        PMap<String, FolderId> folders,
        Members members,
        Inventory inventory,
        Requests requests,
        @JsonIgnore @Nullable Map<String, Obligation> watching)
        implements Address {

    public AddressPlace {
        if (watching == null) {
            watching = members.watching(SourceId.of(id), inventory.source());
        }
    }

    static AddressPlace begin(AddressId id, AddressEvent.Created created, Requests requests) {
        return new AddressPlace(
                id,
                created.at(),
                created.node(),
                HashTreePSet.empty(),
                HashTreePMap.empty(),
                Members.none(),
                Inventory.empty(created.epoch()),
                requests,
                null);
    }

    /** Whether it may hold devices and folders. */
    public boolean isLeaf() {
        return children.isEmpty();
    }

    public Source source() {
        return inventory.source();
    }

    @Override
    public Decision<AddressEvent> decide(AddressCommand command, Instant now) {
        if (command instanceof AddressCommand.OfBilling billing) {
            return Address.bill(this, billing, now);
        }
        if (command instanceof AddressCommand.Create create) {
            return create.epoch().equals(source().epoch()) ? unchanged() : refuse(ALREADY_EXISTS, "address");
        }
        if (command instanceof SourceCommand.PutDevice put) {
            return put(put);
        }
        if (command instanceof SourceCommand.RemoveDevice remove) {
            return inventory.decide(remove, event -> event);
        }
        if (command instanceof MemberCommand ofMember) {
            return members.decide(ofMember, event -> event);
        }
        if (command instanceof AddressCommand.OfNode ofNode) {
            return decide(ofNode, now);
        }
        throw new AssertionError(command);
    }

    private Decision<AddressEvent> put(SourceCommand.PutDevice put) {
        if (!DeviceKey.isDevice(put.key())) {
            return refuse(INVALID, "key");
        }
        if (!isLeaf()) {
            return refuse(NOT_A_LEAF, "address");
        }
        return inventory.decide(put, event -> event);
    }

    private Decision<AddressEvent> decide(AddressCommand.OfNode command, Instant now) {
        if (command instanceof AddressCommand.ChangeNode change) {
            Optional<String> fault = change.node().fault();
            if (fault.isPresent()) {
                return refuse(INVALID, fault.get());
            }
            return Objects.equals(change.node().parent(), node.parent())
                    ? change(change.node().equals(node), new AddressEvent.NodeChanged(change.node()))
                    : refuse(INVALID, "parent");
        }
        if (command instanceof AddressCommand.AddChild add) {
            return addChild(add.child());
        }
        if (command instanceof AddressCommand.RemoveChild remove) {
            return change(!children.contains(remove.child()), new AddressEvent.ChildRemoved(remove.child()));
        }
        if (command instanceof AddressCommand.AddFolder add) {
            return addFolder(add);
        }
        if (command instanceof AddressCommand.RemoveFolder remove) {
            return change(
                    !remove.folder().equals(folders.get(remove.key())), new AddressEvent.FolderRemoved(remove.key()));
        }
        if (command instanceof AddressCommand.Delete) {
            boolean empty = children.isEmpty()
                    && folders.isEmpty()
                    && source().entries().isEmpty()
                    && members.isEmpty();
            return empty ? accept(new AddressEvent.Deleted(now)) : refuse(NOT_EMPTY, whatIsLeft());
        }
        throw new AssertionError(command);
    }

    private String whatIsLeft() {
        if (!children.isEmpty()) {
            return "children";
        }
        if (!folders.isEmpty()) {
            return "folders";
        }
        return source().entries().isEmpty() ? "members" : "devices";
    }

    private Decision<AddressEvent> addChild(AddressId child) {
        if (children.contains(child)) {
            return unchanged();
        }
        if (child.equals(id)) {
            return refuse(INVALID, "child");
        }
        if (!source().entries().isEmpty() || !folders.isEmpty()) {
            return refuse(NOT_A_LEAF, "address");
        }
        return children.size() < Limits.CHILDREN
                ? accept(new AddressEvent.ChildAdded(child))
                : refuse(LIMIT_EXCEEDED, "children");
    }

    private Decision<AddressEvent> addFolder(AddressCommand.AddFolder add) {
        FolderId held = folders.get(add.key());
        if (held != null) {
            return held.equals(add.folder()) ? unchanged() : refuse(ALREADY_EXISTS, "key");
        }
        if (!isLeaf()) {
            return refuse(NOT_A_LEAF, "address");
        }
        if (!FolderPlace.isKey(add.key())) {
            return refuse(INVALID, "key");
        }
        return folders.size() < Limits.FOLDERS
                ? accept(new AddressEvent.FolderAdded(add.key(), add.folder()))
                : refuse(LIMIT_EXCEEDED, "folders");
    }

    private static Decision<AddressEvent> change(boolean same, AddressEvent event) {
        return same ? unchanged() : accept(event);
    }

    @Override
    public Address apply(AddressEvent event, long revision) {
        if (event instanceof SourceEvent.DevicePut put) {
            return with(inventory.put(put.key(), put.deviceRevision(), put.facts(), revision));
        }
        if (event instanceof SourceEvent.DeviceRemoved removed) {
            return with(inventory.remove(removed.key(), removed.deviceRevision(), revision));
        }
        if (event instanceof MemberEvent ofMember) {
            return with(node, children, folders, members.apply(ofMember, revision));
        }
        if (event instanceof AddressEvent.NodeChanged changed) {
            return with(changed.node(), children, folders, members);
        }
        if (event instanceof AddressEvent.ChildAdded added) {
            return with(node, children.plus(added.child()), folders, members);
        }
        if (event instanceof AddressEvent.ChildRemoved removed) {
            return with(node, children.minus(removed.child()), folders, members);
        }
        if (event instanceof AddressEvent.FolderAdded added) {
            return with(node, children, folders.plus(added.key(), added.folder()), members);
        }
        if (event instanceof AddressEvent.FolderRemoved removed) {
            return with(node, children, folders.minus(removed.key()), members);
        }
        if (event instanceof AddressEvent.Deleted) {
            return new Absent(id, requests, node.parent());
        }
        if (event instanceof AddressEvent.ParentLeft) {
            return this;
        }
        if (event instanceof AddressEvent.Billed billed) {
            Address next = new AddressPlace(
                    id,
                    createdAt,
                    node,
                    children,
                    folders,
                    members,
                    inventory,
                    requests.with(billed.receipt(), billed.brought()),
                    watching);
            for (AddressEvent brought : billed.brought()) {
                next = next.apply(brought, revision);
            }
            return next;
        }
        throw new AssertionError(event);
    }

    private AddressPlace with(Inventory next) {
        // One event puts or removes one key, so as many keys are the same keys.
        boolean same = next.source().entries().size() == source().entries().size();
        return new AddressPlace(
                id, createdAt, node, children, folders, members, next, requests, same ? watching : null);
    }

    private AddressPlace with(AddressNode what, PSet<AddressId> below, PMap<String, FolderId> inside, Members who) {
        boolean same = who.turned() == members.turned();
        return new AddressPlace(id, createdAt, what, below, inside, who, inventory, requests, same ? watching : null);
    }

    @Override
    public Map<String, Obligation> obligations() {
        AddressId parent = node.parent();
        Map<String, Obligation> told = Objects.requireNonNull(watching);
        if (parent == null) {
            return told;
        }
        Obligation child = new Obligation(parent.ref(), new AddressCommand.AddChild(id), false);
        if (told.isEmpty()) {
            return Map.of("parent", child);
        }
        Map<String, Obligation> both = new HashMap<>(told);
        both.put("parent", child);
        return both;
    }
}
