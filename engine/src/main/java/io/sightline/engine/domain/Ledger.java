package io.sightline.engine.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A user's balance: an append-only list of movements whose sum it is, never below nothing, and what the user has paid for which
 * device (seed 002, balance and payments). Of the same id as its user.
 *
 * @param currency three letters of ISO 4217, null before the first movement
 * @param balance in the currency's smallest unit, never negative
 * @param transactions all of them, oldest first, the cancelled ones and their opposites among them
 * @param paid by device key, what each device was last paid for
 * @param expired devices whose paid time and credit are over
 * @param lockNumber the revision at which that came to hold, which numbers what the user is told; 0 for never yet
 * @param turned by key of what belongs to the user itself, the revision at which it last expired or ceased to be so
 * @param closed whether the user has been terminated
 */
public record Ledger(
        UserId id,
        @Nullable String currency,
        long balance,
        PVector<Transaction> transactions,
        PMap<String, Transaction.Paid> paid,
        PSet<String> expired,
        long lockNumber,
        PMap<String, Long> turned,
        boolean closed)
        implements Entity<LedgerCommand, LedgerEvent, Ledger> {

    public Ledger(
            UserId id,
            @Nullable String currency,
            long balance,
            PVector<Transaction> transactions,
            PMap<String, Transaction.Paid> paid,
            PSet<String> expired,
            long lockNumber,
            @Nullable PMap<String, Long> turned,
            boolean closed) {
        this.id = id;
        this.currency = currency;
        this.balance = balance;
        this.transactions = transactions;
        this.paid = paid;
        this.expired = expired;
        this.lockNumber = lockNumber;
        this.turned = turned == null ? HashTreePMap.empty() : turned;
        this.closed = closed;
    }

    /** Movements of one user; more are refused. */
    static final int MOST = 10_000;

    /** The end of the paid time is a day later than the month, as the platform of the seed counts. */
    private static final int EXTRA_DAYS = 1;

    private static final String OPPOSITE = ".opposite";

    public static Ledger empty(UserId id) {
        return new Ledger(
                id,
                null,
                0,
                TreePVector.empty(),
                HashTreePMap.empty(),
                HashTreePSet.empty(),
                0,
                HashTreePMap.empty(),
                false);
    }

    public static EntityRef ref(UserId user) {
        return new EntityRef(Kind.LEDGER, user.value());
    }

    /** What a list shows: without those taken back and what took them back. Latest first. */
    public List<Transaction> standing() {
        Set<TransactionId> gone = new HashSet<>();
        List<Transaction> shown = new ArrayList<>();
        for (int i = transactions.size() - 1; i >= 0; i--) {
            Transaction each = transactions.get(i);
            if (each.cancels() != null) {
                gone.add(each.cancels());
            } else if (!gone.contains(each.id())) {
                shown.add(each);
            }
        }
        return List.copyOf(shown);
    }

    /** The movement that can be taken back. */
    public Optional<Transaction> latest() {
        return standing().stream().findFirst();
    }

    /** When the next device's service ends, or null. */
    public @Nullable Instant nextEnd() {
        if (closed) {
            return null;
        }
        return paid.entrySet().stream()
                .filter(each -> !expired.contains(each.getKey()))
                .map(each -> each.getValue().servedUntil())
                .min(Instant::compareTo)
                .orElse(null);
    }

    @Override
    public Decision<LedgerEvent> decide(LedgerCommand command, Instant now) {
        if (command instanceof LedgerCommand.Close) {
            return closed ? Decision.unchanged() : Decision.accept(new LedgerEvent.Closed(now));
        }
        if (closed) {
            return Decision.refuse(Refusal.GONE, "ledger");
        }
        if (command instanceof LedgerCommand.Refill refill) {
            return refill(refill, now);
        }
        if (command instanceof LedgerCommand.Pay pay) {
            return pay(pay, now);
        }
        if (command instanceof LedgerCommand.Cancel cancel) {
            return cancel(cancel, now);
        }
        if (command instanceof LedgerCommand.Expire) {
            return expire(now);
        }
        throw new AssertionError(command);
    }

    private Decision<LedgerEvent> expire(Instant now) {
        Set<String> over = new TreeSet<>();
        paid.forEach((device, what) -> {
            if (!expired.contains(device) && !what.servedUntil().isAfter(now)) {
                over.add(device);
            }
        });
        return over.isEmpty() ? Decision.unchanged() : Decision.accept(new LedgerEvent.Expired(over));
    }

    private Decision<LedgerEvent> refill(LedgerCommand.Refill refill, Instant now) {
        Transaction known = find(refill.id());
        if (known != null) {
            return known.payment() == null && known.sum() == refill.sum().minor()
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.REQUEST_REUSED, "id");
        }
        if (!refill.sum().isPrice() || refill.sum().minor() == 0) {
            return Decision.refuse(Refusal.INVALID, "sum");
        }
        if (isForeign(refill.sum())) {
            return Decision.refuse(Refusal.INVALID, "currency");
        }
        if (balance > Money.MOST - refill.sum().minor()) {
            return Decision.refuse(Refusal.LIMIT_EXCEEDED, "balance");
        }
        return isFull()
                ? Decision.refuse(Refusal.LIMIT_EXCEEDED, "transactions")
                : Decision.accept(new LedgerEvent.Refilled(refill.id(), refill.sum(), now));
    }

    private Decision<LedgerEvent> pay(LedgerCommand.Pay pay, Instant now) {
        Transaction known = find(pay.id());
        if (known != null) {
            return isSame(pay, known.payment()) ? Decision.unchanged() : Decision.refuse(Refusal.REQUEST_REUSED, "id");
        }
        if (!DeviceTariffTerms.MONTHS.contains(pay.months())) {
            return Decision.refuse(Refusal.INVALID, "months");
        }
        if (!pay.terms().device().covers(pay.device())) {
            return Decision.refuse(Refusal.INVALID, "device");
        }
        if (!pay.terms().isFor(id)) {
            return Decision.refuse(Refusal.UNKNOWN_REFERENCE, "tariff");
        }
        Money price = pay.terms().price(pay.months());
        if (isForeign(price)) {
            return Decision.refuse(Refusal.INVALID, "currency");
        }
        if (price.minor() > balance) {
            return Decision.refuse(Refusal.CONFLICT, "balance");
        }
        if (isFull() || holdsTooMany(pay)) {
            return Decision.refuse(Refusal.LIMIT_EXCEEDED, isFull() ? "transactions" : "devices");
        }
        Transaction.Paid before = paid.get(pay.device());
        Instant starts = start(before, pay.tariff(), now);
        return Decision.accept(new LedgerEvent.PaidFor(
                pay.id(),
                new Transaction.Payment(
                        pay.device(),
                        pay.name(),
                        pay.tariff(),
                        pay.terms(),
                        pay.months(),
                        starts,
                        end(starts, pay.months(), pay.zone()),
                        before),
                price,
                now));
    }

    /** The same tariff goes on where it ends; another one begins at once. */
    private static Instant start(Transaction.@Nullable Paid before, DeviceTariffId tariff, Instant now) {
        return before != null
                        && before.tariff().equals(tariff)
                        && before.endsAt().isAfter(now)
                ? before.endsAt()
                : now;
    }

    private static Instant end(Instant starts, int months, ZoneId zone) {
        return starts.atZone(zone).plusMonths(months).plusDays(EXTRA_DAYS).toInstant();
    }

    private boolean holdsTooMany(LedgerCommand.Pay pay) {
        Integer most = pay.terms().devices();
        return most != null
                && paid.entrySet().stream()
                                .filter(each -> each.getValue().tariff().equals(pay.tariff())
                                        && !each.getKey().equals(pay.device())
                                        && !expired.contains(each.getKey()))
                                .count()
                        >= most;
    }

    private static boolean isSame(LedgerCommand.Pay pay, Transaction.@Nullable Payment payment) {
        return payment != null
                && payment.device().equals(pay.device())
                && payment.tariff().equals(pay.tariff())
                && payment.months() == pay.months();
    }

    private Decision<LedgerEvent> cancel(LedgerCommand.Cancel cancel, Instant now) {
        Transaction known = find(cancel.id());
        if (known == null || known.cancels() != null) {
            return Decision.refuse(Refusal.UNKNOWN_REFERENCE, "transaction");
        }
        Optional<Transaction> latest = latest();
        if (latest.isEmpty() || !latest.get().id().equals(cancel.id())) {
            boolean gone = standing().stream().noneMatch(each -> each.id().equals(cancel.id()));
            return gone ? Decision.unchanged() : Decision.refuse(Refusal.CONFLICT, "latest");
        }
        return isFull()
                ? Decision.refuse(Refusal.LIMIT_EXCEEDED, "transactions")
                : Decision.accept(new LedgerEvent.Cancelled(cancel.id(), now));
    }

    private boolean isFull() {
        return transactions.size() >= MOST;
    }

    private boolean isForeign(Money sum) {
        return currency != null && !currency.equals(sum.currency());
    }

    private @Nullable Transaction find(TransactionId wanted) {
        for (Transaction each : transactions) {
            if (each.id().equals(wanted)) {
                return each;
            }
        }
        return null;
    }

    @Override
    public Ledger apply(LedgerEvent event, long revision) {
        if (event instanceof LedgerEvent.Refilled refilled) {
            return moved(refilled.id(), refilled.at(), refilled.sum().minor(), null, null)
                    .in(refilled.sum().currency());
        }
        if (event instanceof LedgerEvent.PaidFor paidFor) {
            Transaction.Payment payment = paidFor.payment();
            return moved(paidFor.id(), paidFor.at(), -paidFor.price().minor(), payment, null)
                    .in(paidFor.price().currency())
                    .with(payment.device(), payment.after(), revision);
        }
        if (event instanceof LedgerEvent.Cancelled cancelled) {
            Transaction known = Objects.requireNonNull(find(cancelled.id()));
            Ledger after =
                    moved(new TransactionId(opposite(known.id())), cancelled.at(), -known.sum(), null, known.id());
            Transaction.Payment payment = known.payment();
            return payment == null ? after : after.with(payment.device(), payment.before(), revision);
        }
        if (event instanceof LedgerEvent.Expired over) {
            return held(paid, expired.plusAll(over.devices())).turning(over.devices(), revision);
        }
        if (event instanceof LedgerEvent.Closed) {
            return new Ledger(id, currency, balance, transactions, paid, expired, lockNumber, turned, true);
        }
        throw new AssertionError(event);
    }

    /** Ids are at most 64 characters, so a long one gives up its end. */
    private static String opposite(TransactionId of) {
        int room = 64 - OPPOSITE.length();
        return (of.value().length() > room ? of.value().substring(0, room) : of.value()) + OPPOSITE;
    }

    private Ledger moved(
            TransactionId transaction,
            Instant at,
            long sum,
            Transaction.@Nullable Payment payment,
            @Nullable TransactionId cancels) {
        long after = balance + sum;
        return new Ledger(
                id,
                currency,
                after,
                transactions.plus(new Transaction(transaction, at, sum, after, payment, cancels)),
                paid,
                expired,
                lockNumber,
                turned,
                closed);
    }

    private Ledger in(String money) {
        return new Ledger(id, money, balance, transactions, paid, expired, lockNumber, turned, closed);
    }

    /** As {@code device} is paid for now: what it has been paid for before says nothing of whether it has expired. */
    private Ledger with(String device, Transaction.@Nullable Paid what, long revision) {
        Ledger next = held(what == null ? paid.minus(device) : paid.plus(device, what), expired.minus(device));
        return expired.contains(device) ? next.turning(Set.of(device), revision) : next;
    }

    private Ledger held(PMap<String, Transaction.Paid> devices, PSet<String> over) {
        return new Ledger(id, currency, balance, transactions, devices, over, lockNumber, turned, closed);
    }

    /** What belongs to the user is told by itself, cameras of others that the user pays for are told to the user. */
    private Ledger turning(Set<String> devices, long revision) {
        PMap<String, Long> next = turned;
        long number = lockNumber;
        for (String device : devices) {
            if (DeviceKey.ownerOf(device).isPresent()) {
                next = next.plus(device, revision);
            } else {
                number = revision;
            }
        }
        return new Ledger(id, currency, balance, transactions, paid, expired, number, next, closed);
    }

    /**
     * The user is told which cameras are locked until they are paid for again, all of them under one number. What belongs to the
     * user is told itself, for it is then locked for everybody it is shared with as well.
     */
    @Override
    public Map<String, Obligation> obligations() {
        if (closed) {
            return Map.of();
        }
        Map<String, Obligation> duties = new HashMap<>();
        if (lockNumber > 0) {
            Set<CameraId> locked = expired.stream()
                    .filter(device -> DeviceKey.isCamera(device)
                            && DeviceKey.ownerOf(device).isEmpty())
                    .map(DeviceKey::camera)
                    .collect(Collectors.toUnmodifiableSet());
            duties.put("unpaid", new Obligation(id.ref(), new UserCommand.LockUnpaid(locked, lockNumber), true));
        }
        turned.forEach((device, number) -> duties.put(
                "unpaid|" + device,
                new Obligation(
                        DeviceKey.belonging(device),
                        new BelongingCommand.SetExpired(expired.contains(device), number),
                        true)));
        return duties;
    }

    @Override
    public List<LedgerEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
        boolean gone = obligation.command() instanceof UserCommand
                && (refusal == Refusal.GONE || refusal == Refusal.UNKNOWN_ENTITY);
        return gone && !closed ? List.of(new LedgerEvent.Closed(now)) : List.of();
    }
}
