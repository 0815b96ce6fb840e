package io.sightline.engine.domain;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static io.sightline.engine.domain.OperationResult.Finding.REPAIRED;
import static io.sightline.engine.domain.OperationResult.Finding.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

class OperationTest {

    private static final InstallationId PHONE = new InstallationId("phone-123");
    private static final OperationResult AWAY = OperationResult.unreachable(UserTest.ADA, Environment.MOBILE, PHONE);
    private static final OperationResult BACK =
            OperationResult.repaired(UserTest.ADA, Environment.MOBILE, PHONE, List.of("cam-1"));

    private static Given<OperationCommand, OperationEvent, Operation> operation() {
        return given(Operation.absent(new OperationId("op")), new OperationEvent.Begun(UserTest.ADA.ref(), NOON));
    }

    @Test
    void countsEachInstallationAtItsLastFinding() {
        var operation = operation().after(new OperationCommand.Report(List.of(AWAY)), new OperationCommand.Finish());
        assertThat(operation.state().count(UNREACHABLE)).isEqualTo(1);
        operation.when(new OperationCommand.Report(List.of(AWAY))).thenNothing();
        operation.after(new OperationCommand.Report(List.of(BACK)));
        assertThat(operation.state().count(UNREACHABLE)).isZero();
        assertThat(operation.state().count(REPAIRED)).isEqualTo(1);
        assertThat(operation.state().finishedAt()).isEqualTo(NOON);
    }

    @Test
    void beginsForAUserAPlaceOrEverybody() {
        var absent = given(Operation.absent(new OperationId("op")));
        absent.when(new OperationCommand.Begin(new CameraId("1").ref())).thenRefused(Refusal.INVALID);
        absent.when(new OperationCommand.Finish()).thenRefused(Refusal.UNKNOWN_ENTITY);
        absent.when(new OperationCommand.Begin(null)).then(new OperationEvent.Begun(null, NOON));
    }

    @Test
    void namesAHundredKeysAndCountsAll() {
        List<String> keys = IntStream.range(0, 150).mapToObj(i -> "cam-" + i).toList();
        OperationResult result = OperationResult.repaired(UserTest.ADA, Environment.WEB, PHONE, keys);
        assertThat(result.repaired()).hasSize(100);
        assertThat(result.differing()).isEqualTo(150);
    }
}
