package io.sightline.api.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sightline.engine.access.Authorship;
import io.sightline.engine.access.Sight;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.AdministratorId;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.FolderPlace;
import io.sightline.engine.domain.Intercom;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Operation;
import io.sightline.engine.domain.Purview;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;

/**
 * What of the installation a caller sees. A place is in sight with what lies above it, a device with a place it hangs at, a user
 * with anything they hold; and everybody sees what they made themselves. Thread-safe.
 */
final class Sights {

    /** Nodes of an address tree from a leaf to its root; more is no tree anybody keeps. */
    private static final int DEEPEST = 64;

    /** Things looked at together; most often the first already is in sight. */
    private static final int ABREAST = 16;

    /** How long an address is remembered to be in sight or not. */
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private record Look(Sight.Part part, AddressId address) {}

    private final Entities entities;
    private final Authorship authorship;
    private final Cache<Look, Boolean> looks;

    Sights(Entities entities, Authorship authorship) {
        this.entities = entities;
        this.authorship = authorship;
        this.looks = Caffeine.newBuilder()
                .maximumSize(50_000)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    /** The collections whose members are in sight or not, by their names in paths. */
    static Optional<Kind> kind(String collection) {
        return Optional.ofNullable(
                switch (collection) {
                    case "users", "sub-users", "shares" -> Kind.USER;
                    case "cameras", "camera-names" -> Kind.CAMERA;
                    case "intercoms" -> Kind.INTERCOM;
                    case "addresses" -> Kind.ADDRESS;
                    case "folders" -> Kind.FOLDER;
                    case "operations" -> Kind.OPERATION;
                    default -> null;
                });
    }

    /** Whether a caller sees something; what does not exist is seen by those alone who see everything. */
    CompletionStage<Boolean> sees(Caller caller, EntityRef thing) {
        Sight sight = caller.sight();
        if (sight.isEverything()) {
            return yes();
        }
        return sees(sight, thing).thenCompose(seen -> seen ? yes() : madeBy(caller, thing));
    }

    /** The same of a camera or an intercom by the key under which it stands in sources; anything else is seen. */
    CompletionStage<Boolean> seesDevice(Caller caller, String key) {
        return device(key).map(thing -> sees(caller, thing)).orElseGet(Sights::yes);
    }

    /** What is looked at to tell whether a device is in sight: a tracker is where its owner is. */
    static Optional<EntityRef> device(String key) {
        if (DeviceKey.isTracker(key)) {
            return DeviceKey.ownerOf(key).map(UserId::ref);
        }
        if (DeviceKey.isCamera(key)) {
            return Optional.of(DeviceKey.camera(key).ref());
        }
        return DeviceKey.isIntercom(key) ? Optional.of(DeviceKey.intercom(key).ref()) : Optional.empty();
    }

    /** Those of some things that a caller sees by what each is about, in their order; what is about nothing everybody sees. */
    <T> CompletionStage<List<T>> seenWith(Caller caller, List<T> things, Function<T, Optional<EntityRef>> about) {
        List<T> told =
                things.stream().filter(each -> about.apply(each).isPresent()).toList();
        return seen(caller, told, each -> about.apply(each).orElseThrow()).thenApply(seen -> things.stream()
                .filter(each -> about.apply(each).isEmpty() || seen.contains(each))
                .toList());
    }

    /** Those of some things that a caller sees, in their order. */
    <T> CompletionStage<List<T>> seen(Caller caller, List<T> things, Function<T, EntityRef> ref) {
        if (caller.sight().isEverything()) {
            return CompletableFuture.completedStage(things);
        }
        List<CompletableFuture<Boolean>> looked = things.stream()
                .map(each -> sees(caller, ref.apply(each)).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(looked.toArray(CompletableFuture[]::new)).thenApply(done -> {
            List<T> left = new ArrayList<>();
            for (int i = 0; i < things.size(); i++) {
                if (looked.get(i).join()) {
                    left.add(things.get(i));
                }
            }
            return left;
        });
    }

    /** Whether all that somebody is to be there for is in sight. */
    CompletionStage<Boolean> covers(Caller caller, Purview purview) {
        List<EntityRef> things = new ArrayList<>();
        purview.addresses().forEach(address -> things.add(address.ref()));
        purview.cameras().forEach(camera -> things.add(camera.ref()));
        return seen(caller, things, each -> each).thenApply(seen -> seen.size() == things.size());
    }

    /** Whether there is such a thing. */
    CompletionStage<Boolean> exists(EntityRef thing) {
        return switch (thing.kind()) {
            case USER ->
                entities.read(thing, User.class)
                        .thenApply(at -> at.state().account().isPresent());
            case CAMERA ->
                entities.read(thing, Camera.class)
                        .thenApply(at -> at.state().installed().isPresent());
            case INTERCOM ->
                entities.read(thing, Intercom.class)
                        .thenApply(at -> at.state().installed().isPresent());
            case ADDRESS ->
                entities.read(thing, Address.class)
                        .thenApply(at -> at.state().place().isPresent());
            case FOLDER ->
                entities.read(thing, Folder.class)
                        .thenApply(at -> at.state().place().isPresent());
            default -> yes();
        };
    }

    private CompletionStage<Boolean> madeBy(Caller caller, EntityRef thing) {
        if (!(caller instanceof Caller.Administrator administrator)) {
            return no();
        }
        AdministratorId maker = administrator.administrator();
        return authorship.maker(collection(thing.kind()), thing.id()).thenApply(Optional.of(maker)::equals);
    }

    static String collection(Kind kind) {
        return switch (kind) {
            case USER -> "users";
            case CAMERA -> "cameras";
            case INTERCOM -> "intercoms";
            case ADDRESS -> "addresses";
            case FOLDER -> "folders";
            default -> kind.name();
        };
    }

    private CompletionStage<Boolean> sees(Sight sight, EntityRef thing) {
        Optional<UserId> owner = thing.kind() == Kind.CAMERA ? new CameraId(thing.id()).owner() : Optional.empty();
        if (owner.isPresent()) {
            return sees(sight, owner.get().ref());
        }
        if (sight instanceof Sight.Made made) {
            return thing.kind() == Kind.USER ? seesUserOf(made, thing) : sees(made.within(), thing);
        }
        if (!(sight instanceof Sight.Part part)) {
            return yes();
        }
        return switch (thing.kind()) {
            case ADDRESS -> sees(part, new AddressId(thing.id()), DEEPEST);
            case FOLDER ->
                entities.read(thing, Folder.class).thenCompose(at -> at.state()
                        .place()
                        .map(place -> sees(part, place))
                        .orElseGet(Sights::no));
            case CAMERA -> seesCamera(part, new CameraId(thing.id()));
            case INTERCOM ->
                entities.read(thing, Intercom.class).thenCompose(at -> at.state()
                        .installed()
                        .map(found -> found.spec().address())
                        .map(address -> sees(part, address, DEEPEST))
                        .orElseGet(Sights::no));
            case USER ->
                entities.read(thing, User.class).thenCompose(at -> at.state()
                        .account()
                        .map(user -> sees(part, user))
                        .orElseGet(Sights::no));
            case OPERATION ->
                entities.read(thing, Operation.class).thenCompose(at -> {
                    Operation.Begun begun = at.state().begun();
                    return begun == null || begun.target() == null ? no() : sees(part, begun.target());
                });
            default -> no();
        };
    }

    /** A sub-user is the work of whoever made its main user. */
    private CompletionStage<Boolean> seesUserOf(Sight.Made made, EntityRef thing) {
        return authorship.maker("users", thing.id()).thenCompose(maker -> {
            if (maker.isPresent()) {
                return CompletableFuture.completedStage(made.makers().contains(maker.get()));
            }
            return entities.read(thing, User.class).thenCompose(at -> at.state()
                    .account()
                    .filter(user -> user.origin() instanceof UserOrigin.SubUser)
                    .map(user -> seesUserOf(
                            made, ((UserOrigin.SubUser) user.origin()).parent().ref()))
                    .orElseGet(Sights::no));
        });
    }

    private CompletionStage<Boolean> sees(Sight.Part part, FolderPlace folder) {
        return sees(part, folder.lying().address(), DEEPEST);
    }

    private CompletionStage<Boolean> sees(Sight.Part part, AddressId address, int further) {
        if (part.addresses().contains(address)) {
            return yes();
        }
        if (further == 0 || part.addresses().isEmpty()) {
            return no();
        }
        Look look = new Look(part, address);
        Boolean known = looks.getIfPresent(look);
        if (known != null) {
            return CompletableFuture.completedStage(known);
        }
        return entities.read(address.ref(), Address.class)
                .thenCompose(at -> at.state()
                        .place()
                        .map(AddressPlace::node)
                        .flatMap(node -> Optional.ofNullable(node.parent()))
                        .map(parent -> sees(part, parent, further - 1))
                        .orElseGet(Sights::no))
                .thenApply(seen -> {
                    looks.put(look, seen);
                    return seen;
                });
    }

    private CompletionStage<Boolean> seesCamera(Sight.Part part, CameraId camera) {
        return entities.read(camera.ref(), Camera.class).thenCompose(at -> {
            if (at.state().installed().isEmpty()) {
                return no();
            }
            if (part.cameras().contains(camera)) {
                return yes();
            }
            List<SourceId> places = at.state().installed().orElseThrow().listings().shown().keySet().stream()
                    .filter(source -> source.owner().kind() != Kind.USER)
                    .toList();
            return any(places, source -> sees(part, source.owner()));
        });
    }

    private CompletionStage<Boolean> sees(Sight.Part part, Account user) {
        List<EntityRef> held = new ArrayList<>();
        user.manifest().grants().keySet().stream()
                .map(SourceId::owner)
                .filter(owner -> owner.kind() != Kind.USER)
                .forEach(held::add);
        Set<String> own = user.source().entries().keySet();
        for (CameraId camera : part.cameras()) {
            if (own.contains(DeviceKey.of(camera))) {
                return yes();
            }
        }
        // What belongs to users is where they are, so it cannot tell where that is.
        own.stream().filter(key -> DeviceKey.ownerOf(key).isEmpty()).forEach(key -> device(key)
                .ifPresent(held::add));
        return any(held, each -> sees(part, each));
    }

    /** Whether one of them is, looked at a few at a time until one is found. */
    private static <T> CompletionStage<Boolean> any(List<T> things, Function<T, CompletionStage<Boolean>> look) {
        if (things.isEmpty()) {
            return no();
        }
        int first = Math.min(ABREAST, things.size());
        List<CompletableFuture<Boolean>> looked = things.subList(0, first).stream()
                .map(each -> look.apply(each).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(looked.toArray(CompletableFuture[]::new))
                .thenCompose(done -> looked.stream().anyMatch(CompletableFuture::join)
                        ? yes()
                        : any(things.subList(first, things.size()), look));
    }

    private static CompletionStage<Boolean> yes() {
        return CompletableFuture.completedStage(true);
    }

    private static CompletionStage<Boolean> no() {
        return CompletableFuture.completedStage(false);
    }
}
