package io.sightline.bench.measure;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FiguresTest {

    @Test
    void takesPercentilesByTheNearestRank() {
        var figures =
                Figures.of(LongStream.rangeClosed(1, 200).map(i -> 201 - i).toArray());
        assertThat(figures.percentile(50)).isEqualTo(100);
        assertThat(figures.percentile(99)).isEqualTo(198);
        assertThat(figures.percentile(99.9)).isEqualTo(200);
        assertThat(figures.percentile(100)).isEqualTo(200);
        assertThat(figures.max()).isEqualTo(200);
    }

    @Test
    void isEveryPercentileOfASingleFigure() {
        var figures = Figures.of(7);
        assertThat(figures.percentile(0.1)).isEqualTo(7);
        assertThat(figures.percentile(99)).isEqualTo(7);
    }

    @Test
    void joinsWhatWasMeasuredTwice() {
        var both = Figures.of(4, 2).and(Figures.of(3, 1));
        assertThat(both.count()).isEqualTo(4);
        assertThat(both.percentile(50)).isEqualTo(2);
        assertThat(both.max()).isEqualTo(4);
    }

    @Test
    void showsMilliseconds() {
        assertThat(Figures.of(1_500_000, 2_000_000, 12_340_000)).hasToString("2.0 / 12.3 / 12.3");
    }

    @Test
    void refusesNothingAndWhatIsNoPercentage() {
        assertThatIllegalArgumentException().isThrownBy(Figures::of);
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.of(1).percentile(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.of(1).percentile(101));
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.of(1).percentile(Double.NaN));
    }
}
