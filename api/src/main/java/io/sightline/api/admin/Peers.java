package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.access.Sight;
import io.sightline.engine.domain.Administrator;
import io.sightline.engine.domain.AdministratorId;
import io.sightline.engine.domain.Purview;
import io.sightline.engine.domain.Staff;
import io.sightline.engine.domain.StaffCommand;

/** Which administrators a caller sees, and as whom the caller changes them. */
final class Peers {

    private final Gate gate;

    Peers(Gate gate) {
        this.gate = gate;
    }

    /** The caller as the staff knows it: an administrator, or a key with what it may give. */
    static StaffCommand.By by(Call call) {
        Caller caller = call.caller();
        if (caller instanceof Caller.Administrator administrator) {
            return StaffCommand.By.administrator(administrator.administrator());
        }
        if (caller instanceof Caller.Key key) {
            return new StaffCommand.By(null, key.scopes());
        }
        throw Problem.notFound("path").rejection();
    }

    /** An administrator the caller sees, as they are now; ends the call when there is none. */
    CompletionStage<Found> find(Call call) {
        AdministratorId id = call.name("id", AdministratorId::new);
        return gate.roster().now().thenCompose(staff -> {
            Administrator found = staff.find(id).orElseThrow(() -> missing(id).rejection());
            return sees(call, staff, found).thenApply(seen -> {
                if (!seen) {
                    throw missing(id).rejection();
                }
                return new Found(staff, found);
            });
        });
    }

    /** An administrator among the others. */
    record Found(Staff staff, Administrator administrator) {}

    private static Problem missing(AdministratorId id) {
        return Problem.notFound("administrator " + id);
    }

    /** Those the caller sees. */
    CompletionStage<List<Administrator>> all(Call call, Staff staff) {
        List<Administrator> all = List.copyOf(staff.administrators().values());
        List<CompletableFuture<Boolean>> looked = all.stream()
                .map(each -> sees(call, staff, each).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(looked.toArray(CompletableFuture[]::new)).thenApply(done -> {
            List<Administrator> seen = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if (looked.get(i).join()) {
                    seen.add(all.get(i));
                }
            }
            return seen;
        });
    }

    /** Oneself; and with individual access those below, with a part of the installation those who are there for less of it. */
    private CompletionStage<Boolean> sees(Call call, Staff staff, Administrator other) {
        Caller caller = call.caller();
        if (caller == null) {
            return CompletableFuture.completedStage(false);
        }
        if (caller.sight().isEverything() || isOneself(caller, other)) {
            return CompletableFuture.completedStage(true);
        }
        Sight sight = caller.sight();
        if (sight instanceof Sight.Made made) {
            if (!made.makers().contains(other.id())) {
                return CompletableFuture.completedStage(false);
            }
            sight = made.within();
        }
        Purview purview = other.particulars().rights().purview();
        if (sight.isEverything()) {
            return CompletableFuture.completedStage(true);
        }
        return purview == null || staff.isFull(other)
                ? CompletableFuture.completedStage(false)
                : gate.sights().covers(caller, purview);
    }

    static boolean isOneself(Caller caller, Administrator other) {
        return caller instanceof Caller.Administrator administrator
                && administrator.administrator().equals(other.id());
    }
}
