package io.sightline.engine.billing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressCommand;
import io.sightline.engine.domain.AddressEvent;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Decision;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.NetworkDevice;
import io.sightline.engine.domain.NetworkDeviceCommand;
import io.sightline.engine.domain.NetworkDeviceEvent;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Requests;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserEvent;

/**
 * The entity under which a request is recorded, as it was read. Usually the user of the login; where a request names none, the
 * address or the device that it is about.
 */
sealed interface Subject {

    EntityRef ref();

    long revision();

    Requests requests();

    /** A command that keeps a request whose outcome was found elsewhere. */
    Command note(io.sightline.engine.domain.BillingRequest request, Outcome outcome, String detail);

    /** The receipt a command would bring about if the entity were still as it was read; empty when it would bring none. */
    Optional<Receipt> foresee(Command command, Instant now);

    /** A user. */
    record OfUser(Account account, long revision) implements Subject {

        @Override
        public EntityRef ref() {
            return account.id().ref();
        }

        @Override
        public Requests requests() {
            return account.requests();
        }

        @Override
        public Command note(io.sightline.engine.domain.BillingRequest request, Outcome outcome, String detail) {
            return new UserCommand.Note(request, outcome, detail);
        }

        @Override
        public Optional<Receipt> foresee(Command command, Instant now) {
            return only(account.decide((UserCommand) command, now))
                    .filter(UserEvent.Billed.class::isInstance)
                    .map(event -> ((UserEvent.Billed) event).receipt());
        }
    }

    /** An address, whether it exists or not. */
    record OfAddress(Address address, long revision) implements Subject {

        @Override
        public EntityRef ref() {
            return address.id().ref();
        }

        @Override
        public Requests requests() {
            return address.requests();
        }

        @Override
        public Command note(io.sightline.engine.domain.BillingRequest request, Outcome outcome, String detail) {
            return new AddressCommand.Note(request, outcome, detail);
        }

        @Override
        public Optional<Receipt> foresee(Command command, Instant now) {
            return only(address.decide((AddressCommand) command, now))
                    .filter(AddressEvent.Billed.class::isInstance)
                    .map(event -> ((AddressEvent.Billed) event).receipt());
        }
    }

    /** A camera's hardware, whether it is registered or not. */
    record OfDevice(NetworkDevice device, long revision) implements Subject {

        @Override
        public EntityRef ref() {
            return device.id().ref();
        }

        @Override
        public Requests requests() {
            return device.requests();
        }

        @Override
        public Command note(io.sightline.engine.domain.BillingRequest request, Outcome outcome, String detail) {
            return new NetworkDeviceCommand.Note(request, outcome, detail);
        }

        @Override
        public Optional<Receipt> foresee(Command command, Instant now) {
            return only(device.decide((NetworkDeviceCommand) command, now))
                    .filter(NetworkDeviceEvent.Billed.class::isInstance)
                    .map(event -> ((NetworkDeviceEvent.Billed) event).receipt());
        }
    }

    private static <E extends Event> Optional<E> only(Decision<E> decision) {
        List<E> events = decision instanceof Decision.Accepted<E> accepted ? accepted.events() : List.of();
        return events.size() == 1 ? Optional.of(events.get(0)) : Optional.empty();
    }
}
