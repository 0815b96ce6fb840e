package io.sightline.cli.town;

import java.util.Locale;

import io.sightline.cli.town.Person.Standing;
import org.jspecify.annotations.Nullable;

/** A main user in the making: who they are is fixed, what fate deals them is not yet. */
final class Resident {

    private final int index;
    private final String name;
    private final boolean firm;
    private final Building building;
    private String login;
    private String password;
    private Standing standing = Standing.ACTIVE;

    Resident(int index, String name, boolean firm, Building building) {
        this.index = index;
        this.name = name;
        this.firm = firm;
        this.building = building;
        this.login = firstLogin();
        this.password = "Town-%04d".formatted(index + 1);
    }

    int index() {
        return index;
    }

    boolean firm() {
        return firm;
    }

    Building building() {
        return building;
    }

    String firstLogin() {
        return "%s.%04d".formatted(name.toLowerCase(Locale.ROOT).replace(' ', '.'), index + 1);
    }

    String login() {
        return login;
    }

    String password() {
        return password;
    }

    Standing standing() {
        return standing;
    }

    boolean renamed() {
        return !login.equals(firstLogin());
    }

    boolean staysTillTheEnd() {
        return standing != Standing.TERMINATED;
    }

    @Nullable
    String folder() {
        if (!staysTillTheEnd() || index % 4 != 1) {
            return null;
        }
        var keys = building.folders();
        return building.folderId(keys.get(index / 4 % keys.size()));
    }

    void rename() {
        login = firstLogin() + ".new";
    }

    void end(Standing last) {
        standing = last;
    }

    void change(String newPassword) {
        password = newPassword;
    }

    Person person() {
        return new Person(login, name, password, standing, building.addressId(), folder(), null);
    }
}
