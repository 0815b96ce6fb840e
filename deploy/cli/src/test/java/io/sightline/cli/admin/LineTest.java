package io.sightline.cli.admin;

import io.sightline.cli.terminal.Complaint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LineTest {

    @Test
    void takesALineWithATypeForARequestWhateverItsType() {
        var text = "{\"type\":\"from.the.future\"}";
        assertThat(Line.parse(text, 1)).isEqualTo(new Line.Request(text, "from.the.future"));
    }

    @Test
    void knowsWhichCallsKeepTheirOrder() {
        var grant = (Line.Call)
                Line.parse("{\"method\":\"PUT\",\"path\":\"/api/v1/users/u1/addresses/a1\",\"body\":{}}", 1);
        assertThat(grant.entity()).isEqualTo("/api/v1/users/u1");
        assertThat(grant.collection()).isEqualTo("users");
        var all = (Line.Call) Line.parse("{\"method\":\"POST\",\"path\":\"/api/v1/sync\"}", 1);
        assertThat(all.entity()).isEqualTo("/api/v1/sync");
    }

    @Test
    void namesTheLineItCannotUnderstand() {
        assertThatThrownBy(() -> Line.parse("{", 12))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("line 12 is not JSON");
        assertThatThrownBy(() -> Line.parse("{\"method\":\"GET\",\"path\":\"/api/v1/users\"}", 13))
                .hasMessageContaining("line 13 is neither");
        assertThatThrownBy(() -> Line.parse("7", 14)).hasMessageContaining("line 14 is neither");
    }
}
