import { lazy, type ComponentType } from "react";

/** The pages of a section. Each is loaded when it is first opened. */
interface Pages {
  readonly list?: ComponentType;
  readonly create?: ComponentType;
  readonly edit?: ComponentType;
}

export const PAGES: Readonly<Record<string, Pages>> = {
  users: { list: lazy(() => import("./lists/users")), edit: lazy(() => import("./user/UserCard")), create: lazy(() => import("./lists/new-user")) },
  "sub-users": { list: lazy(() => import("./lists/sub-users")), edit: lazy(() => import("./user/UserCard")) },
  cameras: { list: lazy(() => import("./lists/cameras")), edit: lazy(() => import("./cards/CameraCard")), create: lazy(() => import("./cards/new-camera")) },
  intercoms: { list: lazy(() => import("./lists/intercoms")), edit: lazy(() => import("./cards/IntercomCard")), create: lazy(() => import("./cards/new-intercom")) },
  addresses: { list: lazy(() => import("./lists/addresses")), edit: lazy(() => import("./cards/AddressCard")), create: lazy(() => import("./cards/new-address")) },
  folders: { list: lazy(() => import("./lists/folders")), edit: lazy(() => import("./cards/FolderCard")), create: lazy(() => import("./cards/new-folder")) },
};
