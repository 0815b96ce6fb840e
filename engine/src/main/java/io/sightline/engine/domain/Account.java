package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * A user who exists or has existed: the card, the access it has, and the source that belongs to it alone.
 *
 * <p>The manifest is part of the state and not computed on demand, because its grant numbers are history: a source whose
 * entitlement has changed gets the revision of the event that changed it, and one that has not keeps its number for ever.
 *
 * @param departures what was given up and is not confirmed yet
 * @param family the sub-users, if it is a main user
 * @param delegation what the main user passes down, if it is a sub-user; else null
 * @param inventory the devices that show themselves to this user alone, and what the user has decided about devices
 * @param owed what {@link #obligations} returns; derived, and therefore not kept in snapshots
 */
public record Account(
        UserId id,
        Epoch epoch,
        Instant createdAt,
        LoginClaim login,
        String passwordHash,
        UserOrigin origin,
        Profile profile,
        Standing standing,
        Set<String> permissions,
        Grants grants,
        Departures departures,
        Family family,
        @Nullable Delegation delegation,
        Clients clients,
        Requests requests,
        Manifest manifest,
        Inventory inventory,
        @JsonIgnore @Nullable Map<String, Obligation> owed)
        implements User {

    public Account {
        permissions = Set.copyOf(permissions);
        if (owed == null) {
            owed = AccountDuties.of(id, origin, standing, grants, departures, family, inventory);
        }
    }

    static Account begin(UserId id, UserEvent.Created created, Requests requests, long revision) {
        Account bare = new Account(
                id,
                created.epoch(),
                created.at(),
                created.login(),
                created.passwordHash(),
                created.origin(),
                created.profile(),
                Standing.initial(created.needsService(), created.origin()),
                created.permissions(),
                Grants.none(),
                Departures.none(),
                Family.none(),
                created.origin() instanceof UserOrigin.SubUser ? Delegation.fresh() : null,
                Clients.none(),
                requests,
                new Manifest(created.epoch(), 0, Manifest.Status.ACTIVE, new TreeMap<>(), 1),
                Inventory.empty(created.epoch()),
                Map.of());
        return new AccountDraft(bare, revision).seal();
    }

    @Override
    public Decision<UserEvent> decide(UserCommand command, Instant now) {
        if (command instanceof UserCommand.Create create) {
            return create.epoch().equals(epoch)
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.ALREADY_EXISTS, "user");
        }
        if (command instanceof UserCommand.RequireLogin require) {
            return login.id().equals(require.login()) && !standing.terminated()
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.LOGIN_TAKEN, "login");
        }
        if (command instanceof UserCommand.Bill bill) {
            return bill(bill, now);
        }
        if (command instanceof UserCommand.Note note) {
            return requests.note(
                    note.request(),
                    note.outcome(),
                    note.detail(),
                    now,
                    receipt -> new UserEvent.Billed(receipt, List.of()));
        }
        if (command instanceof SourceCommand.RemoveDevice remove) {
            return AccessRules.remove(this, remove);
        }
        if (command instanceof UserCommand.Erase) {
            return isErased() ? Decision.unchanged() : Decision.accept(new UserEvent.Erased(now));
        }
        if (command instanceof UserCommand.Bury) {
            return Decision.refuse(Refusal.CONFLICT, "user");
        }
        if (standing.terminated()) {
            return AccountRules.isSettledByTermination(command)
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.GONE, "user");
        }
        if (command instanceof SourceCommand.PutDevice put) {
            return AccessRules.put(this, put);
        }
        if (command instanceof UserCommand.OfAccount ofAccount) {
            return AccountRules.decide(this, ofAccount, now);
        }
        if (command instanceof UserCommand.OfStanding ofStanding) {
            return AccountRules.decide(this, ofStanding, now);
        }
        if (command instanceof UserCommand.OfAccess ofAccess) {
            return AccessRules.decide(this, ofAccess);
        }
        if (command instanceof UserCommand.OfFamily ofFamily) {
            return FamilyRules.decide(this, ofFamily);
        }
        if (command instanceof UserCommand.OfClients ofClients) {
            return AccountRules.decide(this, ofClients, now);
        }
        throw new AssertionError(command);
    }

    private Decision<UserEvent> bill(UserCommand.Bill bill, Instant now) {
        if (bill.effect() instanceof UserCommand.OfBilling) {
            return Decision.refuse(Refusal.INVALID, "effect");
        }
        return requests.weigh(bill.request(), now, () -> decide(bill.effect(), now), UserEvent.Billed::new);
    }

    @Override
    public Account apply(UserEvent event, long revision) {
        return new AccountDraft(this, revision).happened(event).seal();
    }

    @Override
    public Map<String, Obligation> obligations() {
        return Objects.requireNonNull(owed);
    }

    @Override
    public List<UserEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
        return AccountDuties.settle(this, obligation, refusal);
    }

    public Source source() {
        return inventory.source();
    }

    /** Whether nothing personal of the user can be read any more, the login included. */
    public boolean isErased() {
        return standing.terminated() && login.text().isRedacted();
    }

    public boolean isSubUser() {
        return delegation != null;
    }

    /** What the user may do: only what lies in areas that are open, and for a sub-user no more than its main user. */
    public Set<String> effectivePermissions() {
        Set<String> inForce = Area.inForce(permissions, standing.governance().closed());
        if (delegation == null) {
            return inForce;
        }
        Set<String> both = new HashSet<>(inForce);
        both.retainAll(delegation.ceiling().permissions());
        return both;
    }

    /** The user's own name for a device, if it has given one. */
    public Optional<Personal> nameOf(String deviceKey) {
        return Optional.ofNullable(source().entries().get(DeviceKey.own(deviceKey)))
                .map(entry -> ((DeviceFacts.OwnFacts) entry.facts()).name());
    }
}
