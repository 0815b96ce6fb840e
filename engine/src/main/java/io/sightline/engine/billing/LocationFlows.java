package io.sightline.engine.billing;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressCommand;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.AddressNode;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.RequestType;
import io.sightline.engine.domain.SubscriberKind;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import org.jspecify.annotations.Nullable;

/** The requests about places: an address code is looked for in our own tree, and then in the operator's directory. */
record LocationFlows(Engine engine, Receipts receipts, BillingKeys keys, CsaDirectory directory) {

    /** How many levels of the tree one request may have to create. */
    private static final int LEVELS = 16;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,60}");

    /** The id of the address of a code: the code itself where it is fit for an id, else a hash of it. */
    static AddressId address(String csa) {
        if (ID.matcher(csa).matches()) {
            return new AddressId("csa." + csa);
        }
        UUID hash = UUID.nameUUIDFromBytes(("sightline/csa/" + csa).getBytes(StandardCharsets.UTF_8));
        return new AddressId("csah." + hash);
    }

    CompletionStage<Subject> subject(String csa) {
        return engine.read(address(csa).ref(), Address.class)
                .thenApply(read -> new Subject.OfAddress(read.state(), read.revision()));
    }

    CompletionStage<Optional<AddressPlace>> place(String csa) {
        return engine.read(address(csa).ref(), Address.class)
                .thenApply(read -> read.state().place());
    }

    CompletionStage<BillingResult> create(Subject subject, BillingRequest request, Body.CreateLocation body) {
        return receipts.once(subject, request, () -> {
            boolean isFirm = !(subject instanceof Subject.OfUser user)
                    || user.account().profile().subscriberKind() == SubscriberKind.LEGAL_ENTITY;
            if (subject instanceof Subject.OfUser && isFirm && body.contractNumber() == null) {
                throw new StepRefusedException(request.type(), Refusal.INVALID, "contractNumber");
            }
            // A person's contract is personal and stays with the person; an address keeps only a firm's.
            Personal contract = isFirm ? body.contractNumber() : null;
            return place(body.csa())
                    .thenCompose(found -> found.isPresent()
                            ? note(
                                    subject,
                                    request,
                                    isOwnWork(found.get(), request.id()) ? Outcome.APPLIED : Outcome.NO_OP)
                            : grow(request, body, contract)
                                    .thenCompose(node -> plant(subject, request, body.csa(), node)));
        });
    }

    private CompletionStage<BillingResult> note(Subject subject, BillingRequest request, Outcome outcome) {
        return receipts.note(subject, request, request.type(), outcome, "");
    }

    /** Whether an address was made by an earlier attempt of the same request. */
    private boolean isOwnWork(AddressPlace place, RequestId request) {
        return place.source().epoch().equals(epoch(place.id(), request));
    }

    private Epoch epoch(AddressId address, RequestId request) {
        return keys.epoch(address, request);
    }

    /** Finds out what the node is to be and makes what lies above it. */
    private CompletionStage<AddressNode> grow(
            BillingRequest request, Body.CreateLocation body, @Nullable Personal contract) {
        return directory.lookup(body.csa()).thenCompose(known -> {
            CsaDirectory.Place place = known.orElseThrow(() -> unknown(request, "csa"));
            String name = body.name() == null ? place.name() : body.name();
            String parent = body.parentCsa() == null ? place.parent() : body.parentCsa();
            return above(request, parent, 1)
                    .thenApply(ready -> new AddressNode(
                            name,
                            null,
                            body.csa(),
                            parent == null ? null : address(parent),
                            contract == null ? null : contract.text()));
        });
    }

    private CompletionStage<?> above(BillingRequest request, @Nullable String parent, int level) {
        if (parent == null) {
            return CompletableFuture.completedStage(null);
        }
        if (level > LEVELS) {
            throw new StepRefusedException(request.type(), Refusal.LIMIT_EXCEEDED, "parentCsa");
        }
        return ensure(request, parent, level, "parentCsa");
    }

    /** The address of a code, made from the directory when the tree does not have it yet. */
    CompletionStage<AddressPlace> ensure(BillingRequest request, String csa) {
        return ensure(request, csa, 0, "csa")
                .thenCompose(ready -> place(csa))
                .thenApply(place -> place.orElseThrow(() -> unknown(request, "csa")));
    }

    private CompletionStage<?> ensure(BillingRequest request, String csa, int level, String part) {
        return place(csa).thenCompose(found -> {
            if (found.isPresent()) {
                return CompletableFuture.completedStage(null);
            }
            return directory.lookup(csa).thenCompose(known -> {
                CsaDirectory.Place place = known.orElseThrow(() -> unknown(request, part));
                String parent = place.parent();
                AddressNode node =
                        new AddressNode(place.name(), null, csa, parent == null ? null : address(parent), null);
                return above(request, parent, level + 1)
                        .thenCompose(ready -> hang(request, csa, node))
                        .thenCompose(ready -> new Steps(engine, request.type())
                                .step(
                                        address(csa).ref(),
                                        new AddressCommand.Create(epoch(address(csa), request.id()), node)))
                        .exceptionallyCompose(failure -> alreadyThere(failure, false));
            });
        });
    }

    /** Two requests may need the same address at once: whoever comes second finds it made, and that is all it wanted. */
    private static <T> CompletionStage<T> alreadyThere(Throwable failure, T instead) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof StepRefusedException step && step.refusal() == Refusal.ALREADY_EXISTS
                ? CompletableFuture.completedStage(instead)
                : CompletableFuture.failedStage(failure);
    }

    private CompletionStage<?> hang(BillingRequest request, String csa, AddressNode node) {
        AddressId parent = node.parent();
        return parent == null
                ? CompletableFuture.completedStage(null)
                : new Steps(engine, request.type()).step(parent.ref(), new AddressCommand.AddChild(address(csa)));
    }

    private CompletionStage<BillingResult> plant(
            Subject subject, BillingRequest request, String csa, AddressNode node) {
        AddressCommand.Create create = new AddressCommand.Create(epoch(address(csa), request.id()), node);
        return hang(request, csa, node).thenCompose(ready -> {
            if (subject instanceof Subject.OfAddress) {
                return receipts.bill(
                                subject,
                                request,
                                new AddressCommand.Bill(request.recordedAs(request.type()), create),
                                Assurance.PERSISTED)
                        .thenCompose(result -> result.refusal() == Refusal.ALREADY_EXISTS
                                ? note(subject, request, Outcome.NO_OP)
                                : CompletableFuture.completedStage(result));
            }
            return new Steps(engine, request.type())
                    .step(address(csa).ref(), create)
                    .thenApply(changed -> Outcome.APPLIED)
                    .exceptionallyCompose(failure -> alreadyThere(failure, Outcome.NO_OP))
                    .thenCompose(outcome -> note(subject, request, outcome));
        });
    }

    CompletionStage<BillingResult> delete(Subject subject, BillingRequest request, Body.DeleteLocation body) {
        AddressCommand.Delete delete = new AddressCommand.Delete();
        if (subject instanceof Subject.OfAddress) {
            return receipts.bill(
                    subject,
                    request,
                    new AddressCommand.Bill(request.recordedAs(request.type()), delete),
                    Assurance.FENCED);
        }
        return receipts.once(subject, request, () -> new Steps(engine, request.type())
                .step(address(body.csa()).ref(), delete, Assurance.FENCED)
                .thenCompose(changed -> note(subject, request, changed ? Outcome.APPLIED : Outcome.NO_OP)));
    }

    /** An unknown code is recorded under a type of its own (seed 000, Billing Events tab). */
    private static StepRefusedException unknown(BillingRequest request, String part) {
        RequestType recorded = request.type() == RequestType.ATTACH_CAMERA
                ? RequestType.ATTACH_CAMERA_UNKNOWN_CSA
                : RequestType.CREATE_LOCATION_UNKNOWN_CSA;
        return new StepRefusedException(recorded, Refusal.UNKNOWN_CSA, part);
    }
}
