package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What a user is asked to do. Passwords come as hashes in PHC text, made outside. */
public sealed interface UserCommand extends Command
        permits UserCommand.Create,
                UserCommand.OfAccount,
                UserCommand.OfStanding,
                UserCommand.OfAccess,
                UserCommand.OfFamily,
                UserCommand.OfClients,
                UserCommand.OfBilling,
                UserCommand.RequireLogin,
                UserCommand.Bury,
                SourceCommand {

    /** Who the user is. */
    sealed interface OfAccount extends UserCommand {}

    /** Whether the user has access. */
    sealed interface OfStanding extends UserCommand {}

    /** What the user has access to. */
    sealed interface OfAccess extends UserCommand {}

    /** Main users and their sub-users. */
    sealed interface OfFamily extends UserCommand {}

    /** The programs the user has signed in with. */
    sealed interface OfClients extends UserCommand {}

    /** Requests of the billing system. */
    sealed interface OfBilling extends UserCommand {}

    /**
     * Creates the user. The login has been reserved for it beforehand.
     *
     * @param epoch drawn by the sender; sent again with the same one it is a repetition
     * @param needsService whether there is no access until a tariff plan is active
     */
    record Create(
            Epoch epoch,
            LoginClaim login,
            UserOrigin origin,
            Profile profile,
            String passwordHash,
            Set<String> permissions,
            boolean needsService)
            implements UserCommand {
        public Create {
            permissions = Set.copyOf(permissions);
        }
    }

    record ChangeProfile(Profile profile) implements OfAccount {}

    /** Takes another login, reserved beforehand; the earlier one is given up. Sessions go on. */
    record ChangeLogin(LoginClaim login) implements OfAccount {}

    /** Ends every session begun under the earlier password. */
    record ChangePassword(String passwordHash) implements OfAccount {}

    /** Changes what a platform user has filled in. */
    record ChangeRegistration(Registration registration) implements OfAccount {}

    /** Makes a link that proves a platform user's address of mail; those made before are void. */
    record OfferMailLink(MailRules rules) implements OfAccount {}

    /** Somebody has followed a link that was sent to the address. It counts once. */
    record VerifyMail(long link) implements OfAccount {}

    record SetPermissions(Set<String> permissions) implements OfAccount {
        public SetPermissions {
            permissions = Set.copyOf(permissions);
        }
    }

    /** Sets a cause of suspension. Those that come from elsewhere are refused: a date, a main user or a subscription. */
    record Suspend(SuspensionCause cause) implements OfStanding {}

    /** Lifts one cause; access is back if it was the last. */
    record Resume(SuspensionCause cause) implements OfStanding {}

    /** Sets {@code EXPIRED} if the date of a temporary user has come, and does nothing otherwise. */
    record Expire() implements OfStanding {}

    /** Gives a temporary user another date; one in the future revives it. */
    record Prolong(Instant expiresAt) implements OfStanding {}

    /** Says who wins when two users move one camera; temporary users alone have a priority. */
    record SetPtzPriority(int priority) implements OfStanding {}

    /** Limits the user to live viewing; of a user who needs a service the subscription alone decides that. */
    record SetLiveOnly(boolean liveOnly) implements OfStanding {}

    /**
     * Tells a user what its subscription allows; only users who need a service are told.
     *
     * @param number the subscription's revision at which this came to hold; an older one is void
     */
    record Serve(Service service, long number) implements OfStanding {}

    /**
     * Tells a main user what holds for all users of the customer.
     *
     * @param number the customer's revision at which this came to hold; an older one is void
     */
    record Govern(Governance governance, long number) implements OfStanding {}

    /** Ends the user for good, and its sub-users with it. */
    record Terminate() implements OfStanding {}

    /**
     * Ends the user for good like {@link Terminate}, gives up its login, and forgets what it says about a person. What stands
     * in earlier events is unreadable only once the user's data key is destroyed.
     */
    record Erase() implements OfStanding {}

    /** Takes the place of all events of a user who was erased, once they are removed: the id stays taken. */
    record Bury() implements UserCommand {}

    /** Attaches an address or a folder, or changes its status. */
    record AttachPlace(SourceId place, GrantStatus status) implements OfAccess {}

    record DetachPlace(SourceId place) implements OfAccess {}

    /**
     * Grants one camera, or changes the grant.
     *
     * @param archiveDays how much of the archive, or null for all of it
     */
    record GrantCamera(
            CameraId camera, GrantStatus status, @Nullable Integer archiveDays) implements OfAccess {}

    record RevokeCamera(CameraId camera) implements OfAccess {}

    /**
     * Says which cameras the user has not paid for. They are shown as locked, whatever grants them, and no others are for that
     * reason; grants stay as they are.
     *
     * @param number the ledger's revision at which this came to hold; an older one is void
     */
    record LockUnpaid(Set<CameraId> cameras, long number) implements OfAccess {
        public LockUnpaid {
            cameras = Set.copyOf(cameras);
        }
    }

    /** Gives a device a name of the user's own, or takes it back with null. */
    record NameDevice(String key, @Nullable Personal name) implements OfAccess {}

    record AddSubUser(UserId subUser) implements OfFamily {}

    /** Ends a sub-user. */
    record RemoveSubUser(UserId subUser) implements OfFamily {}

    /** Gives a sub-user every device its main user has. */
    record ChooseEverything() implements OfFamily {}

    /** Gives a sub-user single devices and takes others back; at most 500 keys at once. */
    record ChooseDevices(Set<String> added, Set<String> dropped) implements OfFamily {
        public ChooseDevices {
            added = Set.copyOf(added);
            dropped = Set.copyOf(dropped);
        }
    }

    /**
     * Tells a sub-user what its main user passes down.
     *
     * @param parentRevision the main user's revision at which this came to hold; an older one is void
     */
    record Inherit(UserId parent, long parentRevision, Ceiling ceiling) implements OfFamily {}

    /** Notes that the user has signed in; kept once for each installation. */
    record SignIn(Environment environment, InstallationId installation) implements OfClients {}

    /** Ends what was signed in with one installation, whose client then forgets what it holds. It may sign in again. */
    record EndInstallation(InstallationId installation) implements OfClients {}

    /** Asks that every installation be verified; those that are away owe it until they return. */
    record Synchronize(OperationId operation) implements OfClients {}

    /** Notes that an installation was verified under an operation. */
    record Verify(OperationId operation, InstallationId installation) implements OfClients {}

    /**
     * Carries out a billing request once.
     *
     * @param effect what the request asks for; any command of a user but these two
     */
    record Bill(BillingRequest request, UserCommand effect) implements OfBilling {}

    /**
     * Changes nothing, and is refused unless the user has this login and is not terminated. Sent in front of another command by
     * somebody who remembers who has a login and does not want to ask first.
     */
    record RequireLogin(LoginId login) implements UserCommand {}

    /** Keeps a billing request whose outcome was found elsewhere. */
    record Note(BillingRequest request, Outcome outcome, String detail) implements OfBilling {}
}
