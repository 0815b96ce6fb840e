package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A node of the operator's address tree. Only a leaf holds devices, private folders and users. */
public sealed interface Address extends Entity<AddressCommand, AddressEvent, Address>
        permits Address.Absent, AddressPlace {

    AddressId id();

    Requests requests();

    static Address absent(AddressId id) {
        return new Absent(id, Requests.none(), null);
    }

    default Optional<AddressPlace> place() {
        return this instanceof AddressPlace place ? Optional.of(place) : Optional.empty();
    }

    /** Carries out a billing request, whatever phase the address is in. */
    static Decision<AddressEvent> bill(Address address, AddressCommand.OfBilling command, Instant now) {
        if (command instanceof AddressCommand.Bill bill) {
            return bill.effect() instanceof AddressCommand.OfBilling
                    ? Decision.refuse(Refusal.INVALID, "effect")
                    : address.requests()
                            .weigh(
                                    bill.request(),
                                    now,
                                    () -> address.decide(bill.effect(), now),
                                    AddressEvent.Billed::new);
        }
        if (command instanceof AddressCommand.Note note) {
            return address.requests()
                    .note(
                            note.request(),
                            note.outcome(),
                            note.detail(),
                            now,
                            receipt -> new AddressEvent.Billed(receipt, List.of()));
        }
        throw new AssertionError(command);
    }

    /**
     * A node that does not exist, or not any more.
     *
     * @param parent to be told that the deleted node is gone, until it has confirmed
     */
    record Absent(AddressId id, Requests requests, @Nullable AddressId parent) implements Address {

        @Override
        public Decision<AddressEvent> decide(AddressCommand command, Instant now) {
            if (command instanceof AddressCommand.OfBilling billing) {
                return Address.bill(this, billing, now);
            }
            if (command instanceof AddressCommand.Create create) {
                return create.node()
                        .fault()
                        .<Decision<AddressEvent>>map(part -> Decision.refuse(Refusal.INVALID, part))
                        .orElseGet(() -> Decision.accept(new AddressEvent.Created(create.epoch(), create.node(), now)));
            }
            boolean done = command instanceof SourceCommand.RemoveDevice
                    || command instanceof MemberCommand.Leave
                    || command instanceof AddressCommand.RemoveChild
                    || command instanceof AddressCommand.RemoveFolder
                    || command instanceof AddressCommand.Delete;
            return done ? Decision.unchanged() : Decision.refuse(Refusal.UNKNOWN_ENTITY, "address");
        }

        @Override
        public Address apply(AddressEvent event, long revision) {
            if (event instanceof AddressEvent.Created created) {
                return AddressPlace.begin(id, created, requests);
            }
            if (event instanceof AddressEvent.ParentLeft) {
                return new Absent(id, requests, null);
            }
            if (event instanceof AddressEvent.Billed billed) {
                Address next = new Absent(id, requests.with(billed.receipt(), billed.brought()), parent);
                for (AddressEvent brought : billed.brought()) {
                    next = next.apply(brought, revision);
                }
                return next;
            }
            throw new AssertionError(event);
        }

        @Override
        public Map<String, Obligation> obligations() {
            return parent == null
                    ? Map.of()
                    : Map.of("parent", new Obligation(parent.ref(), new AddressCommand.RemoveChild(id), false));
        }

        @Override
        public List<AddressEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
            return parent != null && obligation.command() instanceof AddressCommand.RemoveChild
                    ? List.of(new AddressEvent.ParentLeft())
                    : List.of();
        }
    }
}
