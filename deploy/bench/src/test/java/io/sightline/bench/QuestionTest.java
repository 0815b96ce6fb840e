package io.sightline.bench;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuestionTest {

    private final People people = new People(1);

    @Test
    void putsNamesInTheirOrderForWhatStandsInBraces() {
        var question = Question.of("sessions", "/users/{id}/sub-users/{sub}/sessions", "")
                .about(chance -> "anna", chance -> "desk");
        assertThat(question.path(people)).isEqualTo("/users/anna/sub-users/desk/sessions");
    }

    @Test
    void asksWhatItIsToAsk() {
        assertThat(Question.of("users", "/users", "limit=50").path(people)).isEqualTo("/users?limit=50");
    }
}
