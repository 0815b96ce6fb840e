package io.sightline.engine.billing;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressCommand;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.NetworkDevice;
import io.sightline.engine.domain.NetworkDeviceCommand;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Requests;
import io.sightline.engine.domain.UserCommand;

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
    }
}
