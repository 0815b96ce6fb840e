import { t } from "../../language/words";
import { auditOf } from "../kit/AuditList";
import { KeyLink } from "../kit/KeyLink";
import { ListPage } from "../kit/ListPage";
import { Status, To } from "../kit/Show";
import type { Schemas } from "../plane/api";
import type { User } from "./UserCard";

interface OfUser {
  readonly user: Pick<User, "id">;
}

export function UserCameras({ user }: OfUser) {
  return (
    <ListPage<Schemas["UserCameraRow"]>
      of={{
        resource: `users/${user.id}/cameras`,
        title: t("Cameras"),
        within: true,
        search: t("Search by name or ID"),
        sort: { field: "name", order: "ASC" },
        to: ({ id }) => `/cameras/${id}`,
        columns: [
          { source: "id", label: t("ID"), sorts: true },
          { source: "name", label: t("Name"), sorts: true, render: ({ name, ownName }) => (ownName === undefined ? name : `${ownName} (${name})`) },
          { source: "status", label: t("Status"), kind: "status", sorts: true },
          { source: "location", label: t("Location"), sorts: true, render: ({ id, location }) => (location === undefined ? undefined : <To to={`/cameras/${id}`}>{location}</To>) },
          { source: "access", label: t("For the user"), kind: "status" },
          { source: "places", label: t("Through"), render: ({ places }) => places.map((place) => <span key={place}><KeyLink of={place} /> </span>), hidden: true },
        ],
        filters: [
          { source: "status", label: t("Status"), kind: "choice", choices: ["active", "partially_active", "inactive", "empty"], always: true },
          { source: "access", label: t("For the user"), kind: "choice", choices: ["visible", "locked", "hidden"] },
        ],
        none: t("The user has no cameras that you may see. Attach an address or a private folder."),
      }}
    />
  );
}

export function UserIntercoms({ user }: OfUser) {
  return (
    <ListPage<Schemas["UserIntercomRow"]>
      of={{
        resource: `users/${user.id}/intercoms`,
        title: t("Intercoms"),
        within: true,
        search: t("Search by name, address or key"),
        sort: { field: "name", order: "ASC" },
        to: ({ id }) => `/intercoms/${id}`,
        columns: [
          { source: "name", label: t("Name"), sorts: true },
          { source: "keys", label: t("Keys") },
          { source: "address", label: t("Address"), sorts: true },
          { source: "department", label: t("Department"), render: ({ department, departmentName }) => departmentName ?? department },
          { source: "flat", label: t("Apartment"), kind: "number" },
          { source: "access", label: t("For the user"), kind: "status" },
          { source: "createdAt", label: t("Created at"), kind: "moment" },
        ],
        none: t("The user lives behind no intercom. Users are added in the intercom's card, under Apartments."),
      }}
    />
  );
}

export function SubUsersOf({ user }: OfUser) {
  return (
    <ListPage<Schemas["User"]>
      of={{
        resource: `users/${user.id}/sub-users`,
        title: t("Sub users"),
        within: true,
        sort: { field: "id", order: "ASC" },
        to: ({ id }) => `/sub-users/${id}`,
        columns: [
          { source: "id", label: t("ID"), sorts: true },
          { source: "name", label: t("Name") },
          { source: "login", label: t("Login") },
          { source: "status", label: t("Status"), render: ({ status }) => <Status code={status} /> },
          { source: "createdAt", label: t("Created at"), kind: "moment" },
        ],
        rowActions: ({ id }) => <To to={`/sub-users/${id}/access`}>{t("Permissions")}</To>,
        none: t("There are no sub users. The main user makes them in the web client."),
      }}
    />
  );
}

export function Logs({ user }: OfUser) {
  return (
    <ListPage
      of={auditOf(`users/${user.id}/logs`, t("Logs"), {
        within: true,
        filters: [
          { source: "from", label: t("From"), kind: "moment" },
          { source: "to", label: t("Before"), kind: "moment" },
        ],
      })}
    />
  );
}
