import { lazy, type ComponentType } from "react";

/** The pages of a section. Each is loaded when it is first opened. */
interface Pages {
  readonly list?: ComponentType;
  readonly create?: ComponentType;
  readonly edit?: ComponentType;
}

export const Dashboard = lazy(() => import("./home/Dashboard"));
export const ConnectedPage = lazy(() => import("./connect/ConnectedPage"));
export const OwnProfile = lazy(() => import("./frame/OwnProfile"));
export const ImportPage = lazy(() => import("./import/ImportPage"));
const UserCard = lazy(() => import("./user/UserCard"));

export const PAGES: Readonly<Record<string, Pages>> = {
  users: { list: lazy(() => import("./lists/users")), edit: UserCard, create: lazy(() => import("./lists/new-user")) },
  "sub-users": { list: lazy(() => import("./lists/sub-users")), edit: UserCard },
  "b2b-users": { list: lazy(() => import("./lists/b2b-users")), edit: UserCard, create: lazy(() => import("./lists/new-b2b-user")) },
  "platform-users": { list: lazy(() => import("./lists/platform-users")), edit: UserCard, create: lazy(() => import("./lists/new-platform-user")) },
  cameras: { list: lazy(() => import("./lists/cameras")), edit: lazy(() => import("./cards/CameraCard")), create: lazy(() => import("./cards/new-camera")) },
  intercoms: { list: lazy(() => import("./lists/intercoms")), edit: lazy(() => import("./cards/IntercomCard")), create: lazy(() => import("./cards/new-intercom")) },
  trackers: { list: lazy(() => import("./lists/trackers")) },
  "monitoring-objects": { list: lazy(() => import("./lists/monitoring-objects")) },
  "own-cameras": { list: lazy(() => import("./lists/own-cameras")) },
  addresses: { list: lazy(() => import("./lists/addresses")), edit: lazy(() => import("./cards/AddressCard")), create: lazy(() => import("./cards/new-address")) },
  folders: { list: lazy(() => import("./lists/folders")), edit: lazy(() => import("./cards/FolderCard")), create: lazy(() => import("./cards/new-folder")) },
  "tariff-plans": { list: lazy(() => import("./lists/tariff-plans")), edit: lazy(() => import("./cards/TariffPlanCard")), create: lazy(() => import("./cards/new-tariff-plan")) },
  "device-tariffs": { list: lazy(() => import("./lists/device-tariffs")), edit: lazy(() => import("./cards/DeviceTariffCard")), create: lazy(() => import("./cards/new-device-tariff")) },
  notifications: { list: lazy(() => import("./lists/notifications")), edit: lazy(() => import("./cards/NotificationCard")), create: lazy(() => import("./cards/new-notification")) },
  feedback: { list: lazy(() => import("./lists/feedback")) },
  administrators: { list: lazy(() => import("./lists/administrators")), edit: lazy(() => import("./cards/AdministratorCard")), create: lazy(() => import("./cards/new-administrator")) },
  roles: { list: lazy(() => import("./lists/roles")), edit: lazy(() => import("./cards/RoleCard")), create: lazy(() => import("./cards/new-role")) },
  "api-keys": { list: lazy(() => import("./lists/api-keys")) },
  acting: { list: lazy(() => import("./lists/acting")) },
  audit: { list: lazy(() => import("./lists/audit")) },
  "billing/requests": { list: lazy(() => import("./lists/system-events")) },
};
