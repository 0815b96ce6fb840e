package io.sightline.engine.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Members;
import io.sightline.engine.domain.MonitoringObject;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.runtime.Engine;

/** Who can still see a camera: those it is granted to one by one, and those who hold a place it hangs at. */
record Holders(Engine engine) {

    CompletionStage<Boolean> anyBut(SourceId one, InstalledCamera camera) {
        List<SourceId> places = new ArrayList<>();
        for (SourceId source : camera.listings().shown().keySet()) {
            if (source.owner().kind() != Kind.USER) {
                places.add(source);
            } else if (!source.equals(one)) {
                return CompletableFuture.completedStage(true);
            }
        }
        CompletionStage<Boolean> any = CompletableFuture.completedStage(false);
        for (SourceId place : places) {
            any = any.thenCompose(found -> found ? CompletableFuture.completedStage(true) : hasMembers(place));
        }
        return any;
    }

    private CompletionStage<Boolean> hasMembers(SourceId place) {
        if (place.owner().kind() == Kind.MONITORING_OBJECT) {
            return engine.read(place.owner(), MonitoringObject.class).thenApply(read -> read.state()
                    .kept()
                    .map(found -> isHeld(found.members()))
                    .orElse(false));
        }
        return place.owner().kind() == Kind.ADDRESS
                ? engine.read(place.owner(), Address.class).thenApply(read -> read.state()
                        .place()
                        .map(found -> isHeld(found.members()))
                        .orElse(false))
                : engine.read(place.owner(), Folder.class).thenApply(read -> read.state()
                        .place()
                        .map(found -> isHeld(found.members()))
                        .orElse(false));
    }

    private static boolean isHeld(Members members) {
        return !members.isEmpty();
    }
}
