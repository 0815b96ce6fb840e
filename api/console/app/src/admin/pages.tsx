import { lazy, useState, type ComponentType, type FunctionComponent } from "react";

type Module = Promise<{ readonly default: ComponentType }>;

/** A page, which is loaded when it is first opened or {@link Page.load asked for}, and then drawn without waiting. */
interface Page extends FunctionComponent {
  readonly load: () => Module;
}

/** The pages of a section. */
interface Pages {
  readonly list?: Page;
  readonly create?: Page;
  readonly edit?: Page;
}

// React shows that something is awaited for 300 ms at least, once it has begun to: what is loaded already must not be awaited.
function page(ask: () => Module): Page {
  let module: Module | undefined;
  let loaded: ComponentType | undefined;
  const load = (): Module =>
    (module ??= ask().then(
      (found) => {
        loaded = found.default;
        return found;
      },
      (fault: unknown) => {
        module = undefined;
        throw fault;
      },
    ));
  const Awaited = lazy(load);
  function Page() {
    const [Shown] = useState<ComponentType>(() => loaded ?? Awaited);
    return <Shown />;
  }
  return Object.assign(Page, { load });
}

export const Dashboard = page(() => import("./home/Dashboard"));
export const ConnectedPage = page(() => import("./connect/ConnectedPage"));
export const OwnProfile = page(() => import("./frame/OwnProfile"));
export const ImportPage = page(() => import("./import/ImportPage"));
const OTHERS: Readonly<Record<string, Page>> = { "": Dashboard, connected: ConnectedPage, profile: OwnProfile, import: ImportPage };

const UserCard = page(() => import("./user/UserCard"));

export const PAGES: Readonly<Record<string, Pages>> = {
  users: { list: page(() => import("./lists/users")), edit: UserCard, create: page(() => import("./lists/new-user")) },
  "sub-users": { list: page(() => import("./lists/sub-users")), edit: UserCard },
  "b2b-users": { list: page(() => import("./lists/b2b-users")), edit: UserCard, create: page(() => import("./lists/new-b2b-user")) },
  "platform-users": { list: page(() => import("./lists/platform-users")), edit: UserCard, create: page(() => import("./lists/new-platform-user")) },
  cameras: { list: page(() => import("./lists/cameras")), edit: page(() => import("./cards/CameraCard")), create: page(() => import("./cards/new-camera")) },
  intercoms: { list: page(() => import("./lists/intercoms")), edit: page(() => import("./cards/IntercomCard")), create: page(() => import("./cards/new-intercom")) },
  trackers: { list: page(() => import("./lists/trackers")) },
  "monitoring-objects": { list: page(() => import("./lists/monitoring-objects")) },
  "own-cameras": { list: page(() => import("./lists/own-cameras")) },
  addresses: { list: page(() => import("./lists/addresses")), edit: page(() => import("./cards/AddressCard")), create: page(() => import("./cards/new-address")) },
  folders: { list: page(() => import("./lists/folders")), edit: page(() => import("./cards/FolderCard")), create: page(() => import("./cards/new-folder")) },
  "tariff-plans": { list: page(() => import("./lists/tariff-plans")), edit: page(() => import("./cards/TariffPlanCard")), create: page(() => import("./cards/new-tariff-plan")) },
  "device-tariffs": { list: page(() => import("./lists/device-tariffs")), edit: page(() => import("./cards/DeviceTariffCard")), create: page(() => import("./cards/new-device-tariff")) },
  notifications: { list: page(() => import("./lists/notifications")), edit: page(() => import("./cards/NotificationCard")), create: page(() => import("./cards/new-notification")) },
  feedback: { list: page(() => import("./lists/feedback")) },
  administrators: { list: page(() => import("./lists/administrators")), edit: page(() => import("./cards/AdministratorCard")), create: page(() => import("./cards/new-administrator")) },
  roles: { list: page(() => import("./lists/roles")), edit: page(() => import("./cards/RoleCard")), create: page(() => import("./cards/new-role")) },
  "api-keys": { list: page(() => import("./lists/api-keys")) },
  acting: { list: page(() => import("./lists/acting")) },
  audit: { list: page(() => import("./lists/audit")) },
  "billing/requests": { list: page(() => import("./lists/system-events")) },
};

/**
 * Loads the page that an address shows, before it is drawn.
 *
 * @param path below the console's own, such as `/users/17`
 */
export function loadAhead(path: string): void {
  const name = Object.keys(PAGES).find((section) => path === `/${section}` || path.startsWith(`/${section}/`));
  const { list, create, edit } = PAGES[name ?? ""] ?? {};
  const rest = path.slice(`/${name ?? ""}`.length);
  const shown = name === undefined ? OTHERS[path.split("/")[1] ?? ""] : { "": list, "/create": create }[rest] ?? edit;
  // What fails is asked for again, and said, when the page is drawn.
  shown?.load().catch(() => undefined);
}
