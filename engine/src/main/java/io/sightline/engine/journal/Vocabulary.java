package io.sightline.engine.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressCommand;
import io.sightline.engine.domain.AddressEvent;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.AnalyticsCommand;
import io.sightline.engine.domain.AnalyticsEvent;
import io.sightline.engine.domain.BelongingCommand;
import io.sightline.engine.domain.BelongingEvent;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraEvent;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Customer;
import io.sightline.engine.domain.CustomerCommand;
import io.sightline.engine.domain.CustomerEvent;
import io.sightline.engine.domain.DeviceTariff;
import io.sightline.engine.domain.DeviceTariffCommand;
import io.sightline.engine.domain.DeviceTariffEvent;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Feedback;
import io.sightline.engine.domain.FeedbackCommand;
import io.sightline.engine.domain.FeedbackEvent;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.FolderCommand;
import io.sightline.engine.domain.FolderEvent;
import io.sightline.engine.domain.FolderPlace;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.InstalledIntercom;
import io.sightline.engine.domain.Intercom;
import io.sightline.engine.domain.IntercomCommand;
import io.sightline.engine.domain.IntercomEvent;
import io.sightline.engine.domain.KeptAnswer;
import io.sightline.engine.domain.KeptAnswerCommand;
import io.sightline.engine.domain.KeptAnswerEvent;
import io.sightline.engine.domain.KeptObject;
import io.sightline.engine.domain.KeptTracker;
import io.sightline.engine.domain.Ledger;
import io.sightline.engine.domain.LedgerCommand;
import io.sightline.engine.domain.LedgerEvent;
import io.sightline.engine.domain.LicencePool;
import io.sightline.engine.domain.LicencePoolCommand;
import io.sightline.engine.domain.LicencePoolEvent;
import io.sightline.engine.domain.Login;
import io.sightline.engine.domain.LoginCommand;
import io.sightline.engine.domain.LoginEvent;
import io.sightline.engine.domain.MemberCommand;
import io.sightline.engine.domain.MemberEvent;
import io.sightline.engine.domain.MonitoringObject;
import io.sightline.engine.domain.MonitoringObjectCommand;
import io.sightline.engine.domain.MonitoringObjectEvent;
import io.sightline.engine.domain.NetworkDevice;
import io.sightline.engine.domain.NetworkDeviceCommand;
import io.sightline.engine.domain.NetworkDeviceEvent;
import io.sightline.engine.domain.NoticeBox;
import io.sightline.engine.domain.NoticeBoxCommand;
import io.sightline.engine.domain.NoticeBoxEvent;
import io.sightline.engine.domain.Notification;
import io.sightline.engine.domain.NotificationCommand;
import io.sightline.engine.domain.NotificationEvent;
import io.sightline.engine.domain.Operation;
import io.sightline.engine.domain.OperationCommand;
import io.sightline.engine.domain.OperationEvent;
import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.SourceCommand;
import io.sightline.engine.domain.SourceEvent;
import io.sightline.engine.domain.Staff;
import io.sightline.engine.domain.StaffCommand;
import io.sightline.engine.domain.StaffEvent;
import io.sightline.engine.domain.Subscription;
import io.sightline.engine.domain.SubscriptionCommand;
import io.sightline.engine.domain.SubscriptionEvent;
import io.sightline.engine.domain.TariffCatalogue;
import io.sightline.engine.domain.TariffCommand;
import io.sightline.engine.domain.TariffEvent;
import io.sightline.engine.domain.Tracker;
import io.sightline.engine.domain.TrackerCommand;
import io.sightline.engine.domain.TrackerEvent;
import io.sightline.engine.domain.TrackerModels;
import io.sightline.engine.domain.TrackerModelsCommand;
import io.sightline.engine.domain.TrackerModelsEvent;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserEvent;
import io.sightline.engine.domain.UserOrigin;

/**
 * The names of everything that is kept or sent to another node. An event's name is its family and its own name in lower case, hyphenated, such as {@code
 * user-suspended}; a class that is renamed keeps the old name by {@link JsonTypeName}. The golden files in the tests hold
 * every name ever written.
 */
public final class Vocabulary {

    /** The property that holds the name. */
    static final String NAME_PROPERTY = "is";

    /** Each family of events and the first part of its names. */
    private static final Map<Class<? extends Event>, String> EVENTS = Map.ofEntries(
            Map.entry(UserEvent.class, "user"),
            Map.entry(CameraEvent.class, "camera"),
            Map.entry(IntercomEvent.class, "intercom"),
            Map.entry(AddressEvent.class, "address"),
            Map.entry(FolderEvent.class, "folder"),
            Map.entry(LoginEvent.class, "login"),
            Map.entry(NetworkDeviceEvent.class, "network-device"),
            Map.entry(OperationEvent.class, "operation"),
            Map.entry(KeptAnswerEvent.class, "kept-answer"),
            Map.entry(TariffEvent.class, "tariff"),
            Map.entry(SubscriptionEvent.class, "subscription"),
            Map.entry(AnalyticsEvent.class, "analytics"),
            Map.entry(LicencePoolEvent.class, "licence-pool"),
            Map.entry(DeviceTariffEvent.class, "device-tariff"),
            Map.entry(LedgerEvent.class, "ledger"),
            Map.entry(StaffEvent.class, "staff"),
            Map.entry(TrackerEvent.class, "tracker"),
            // Trackers had them before cameras did.
            Map.entry(BelongingEvent.class, "tracker"),
            Map.entry(TrackerModelsEvent.class, "tracker-models"),
            Map.entry(MonitoringObjectEvent.class, "object"),
            Map.entry(CustomerEvent.class, "customer"),
            Map.entry(NotificationEvent.class, "notification"),
            Map.entry(NoticeBoxEvent.class, "notice-box"),
            Map.entry(FeedbackEvent.class, "feedback"),
            Map.entry(SourceEvent.class, "source"),
            Map.entry(MemberEvent.class, "member"));

    /** Each family of commands and the first part of its names, which no family of events has. */
    private static final Map<Class<? extends Command>, String> COMMANDS = Map.ofEntries(
            Map.entry(UserCommand.class, "do-user"),
            Map.entry(CameraCommand.class, "do-camera"),
            Map.entry(IntercomCommand.class, "do-intercom"),
            Map.entry(AddressCommand.class, "do-address"),
            Map.entry(FolderCommand.class, "do-folder"),
            Map.entry(LoginCommand.class, "do-login"),
            Map.entry(NetworkDeviceCommand.class, "do-network-device"),
            Map.entry(OperationCommand.class, "do-operation"),
            Map.entry(KeptAnswerCommand.class, "do-kept-answer"),
            Map.entry(TariffCommand.class, "do-tariff"),
            Map.entry(SubscriptionCommand.class, "do-subscription"),
            Map.entry(AnalyticsCommand.class, "do-analytics"),
            Map.entry(LicencePoolCommand.class, "do-licence-pool"),
            Map.entry(DeviceTariffCommand.class, "do-device-tariff"),
            Map.entry(LedgerCommand.class, "do-ledger"),
            Map.entry(StaffCommand.class, "do-staff"),
            Map.entry(TrackerCommand.class, "do-tracker"),
            Map.entry(BelongingCommand.class, "do-tracker"),
            Map.entry(TrackerModelsCommand.class, "do-tracker-models"),
            Map.entry(MonitoringObjectCommand.class, "do-object"),
            Map.entry(CustomerCommand.class, "do-customer"),
            Map.entry(NotificationCommand.class, "do-notification"),
            Map.entry(NoticeBoxCommand.class, "do-notice-box"),
            Map.entry(FeedbackCommand.class, "do-feedback"),
            Map.entry(SourceCommand.class, "do-source"),
            Map.entry(MemberCommand.class, "do-member"));

    private static final Map<String, Class<?>> STATES = Map.ofEntries(
            Map.entry("state-user-absent", User.Absent.class),
            Map.entry("state-user-buried", User.Buried.class),
            Map.entry("state-user", Account.class),
            Map.entry("state-camera-absent", Camera.Absent.class),
            Map.entry("state-camera", InstalledCamera.class),
            Map.entry("state-camera-deleted", Camera.Deleted.class),
            Map.entry("state-intercom-absent", Intercom.Absent.class),
            Map.entry("state-intercom", InstalledIntercom.class),
            Map.entry("state-intercom-deleted", Intercom.Deleted.class),
            Map.entry("state-address-absent", Address.Absent.class),
            Map.entry("state-address", AddressPlace.class),
            Map.entry("state-folder-absent", Folder.Absent.class),
            Map.entry("state-folder", FolderPlace.class),
            Map.entry("state-login-free", Login.Free.class),
            Map.entry("state-login-held", Login.Held.class),
            Map.entry("state-network-device", NetworkDevice.class),
            Map.entry("state-operation", Operation.class),
            Map.entry("state-kept-answer", KeptAnswer.class),
            Map.entry("state-tariff-catalogue", TariffCatalogue.class),
            Map.entry("state-subscription", Subscription.class),
            Map.entry("state-analytics", Analytics.class),
            Map.entry("state-licence-pool", LicencePool.class),
            Map.entry("state-device-tariff", DeviceTariff.class),
            Map.entry("state-ledger", Ledger.class),
            Map.entry("state-staff", Staff.class),
            Map.entry("state-tracker-absent", Tracker.Absent.class),
            Map.entry("state-tracker", KeptTracker.class),
            Map.entry("state-tracker-deleted", Tracker.Deleted.class),
            Map.entry("state-tracker-models", TrackerModels.class),
            Map.entry("state-notification", Notification.class),
            Map.entry("state-notice-box", NoticeBox.class),
            Map.entry("state-feedback", Feedback.class),
            Map.entry("state-object-absent", MonitoringObject.Absent.class),
            Map.entry("state-object", KeptObject.class),
            Map.entry("state-object-deleted", MonitoringObject.Deleted.class),
            Map.entry("state-customer", Customer.class));

    private static final Map<String, Class<?>> PARTS = Map.of(
            "billing", UserOrigin.Billing.class,
            "portal", UserOrigin.Portal.class,
            "platform", UserOrigin.Platform.class,
            "temporary", UserOrigin.Temporary.class,
            "sub-user", UserOrigin.SubUser.class,
            "all", Selection.All.class,
            "only", Selection.Only.class,
            "household", Selection.Household.class);

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private Vocabulary() {}

    /** Every event by its name. */
    public static SortedMap<String, Class<? extends Event>> events() {
        return namesOf(Event.class, EVENTS);
    }

    /** Every command by its name. Commands are kept nowhere, but nodes of two releases tell them to each other. */
    public static SortedMap<String, Class<? extends Command>> commands() {
        return namesOf(Command.class, COMMANDS);
    }

    private static <T> SortedMap<String, Class<? extends T>> namesOf(
            Class<T> root, Map<Class<? extends T>, String> families) {
        SortedMap<String, Class<? extends T>> names = new TreeMap<>();
        families.forEach((family, prefix) -> members(root, family).forEach(member -> {
            // A shared member stands below several families and is named by its own.
            if (families.keySet().stream().noneMatch(other -> isNarrower(other, family, member))) {
                add(names, prefix + "-" + nameOf(member), member);
            }
        }));
        return names;
    }

    private static <T> void add(Map<String, T> names, String name, T type) {
        T twin = names.put(name, type);
        if (twin != null) {
            throw new IllegalStateException(type + " and " + twin + " have one name");
        }
    }

    private static boolean isNarrower(Class<?> other, Class<?> family, Class<?> member) {
        return !other.equals(family) && family.isAssignableFrom(other) && other.isAssignableFrom(member);
    }

    private static <T> Stream<Class<? extends T>> members(Class<T> root, Class<? extends T> family) {
        Class<?>[] below = family.getPermittedSubclasses();
        return below == null
                ? Stream.of(family)
                : Arrays.stream(below).flatMap(each -> members(root, each.asSubclass(root)));
    }

    private static String nameOf(Class<?> member) {
        JsonTypeName kept = member.getAnnotation(JsonTypeName.class);
        return kept == null
                ? HUMP.matcher(member.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT)
                : kept.value();
    }

    /** Everything that is told apart by name, for a mapper. */
    static NamedType[] all() {
        Map<String, Class<?>> names = new TreeMap<>(events());
        commands().forEach((name, type) -> add(names, name, type));
        STATES.forEach((name, type) -> add(names, name, type));
        PARTS.forEach((name, type) -> add(names, name, type));
        return names.entrySet().stream()
                .map(each -> new NamedType(each.getValue(), each.getKey()))
                .toArray(NamedType[]::new);
    }
}
