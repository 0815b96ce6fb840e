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
        title: "Cameras",
        within: true,
        search: "Search by name or ID",
        sort: { field: "name", order: "ASC" },
        to: ({ id }) => `/cameras/${id}`,
        columns: [
          { source: "id", label: "ID", sorts: true },
          { source: "name", label: "Name", sorts: true, render: ({ name, ownName }) => (ownName === undefined ? name : `${ownName} (${name})`) },
          { source: "status", label: "Status", kind: "status", sorts: true },
          { source: "location", label: "Location", sorts: true, render: ({ id, location }) => (location === undefined ? undefined : <To to={`/cameras/${id}`}>{location}</To>) },
          { source: "access", label: "For the user", kind: "status" },
          { source: "places", label: "Through", render: ({ places }) => places.map((place) => <span key={place}><KeyLink of={place} /> </span>), hidden: true },
        ],
        filters: [
          { source: "status", label: "Status", kind: "choice", choices: ["active", "partially_active", "inactive", "empty"], always: true },
          { source: "access", label: "For the user", kind: "choice", choices: ["visible", "locked", "hidden"] },
        ],
        none: "The user has no cameras that you may see. Attach an address or a private folder.",
      }}
    />
  );
}

export function UserIntercoms({ user }: OfUser) {
  return (
    <ListPage<Schemas["UserIntercomRow"]>
      of={{
        resource: `users/${user.id}/intercoms`,
        title: "Intercoms",
        within: true,
        search: "Search by name, address or key",
        sort: { field: "name", order: "ASC" },
        to: ({ id }) => `/intercoms/${id}`,
        columns: [
          { source: "name", label: "Name", sorts: true },
          { source: "keys", label: "Keys" },
          { source: "address", label: "Address", sorts: true },
          { source: "department", label: "Department", render: ({ department, departmentName }) => departmentName ?? department },
          { source: "flat", label: "Apartment", kind: "number" },
          { source: "access", label: "For the user", kind: "status" },
          { source: "createdAt", label: "Created at", kind: "moment" },
        ],
        none: "The user lives behind no intercom. Users are added in the intercom's card, under Apartments.",
      }}
    />
  );
}

export function SubUsersOf({ user }: OfUser) {
  return (
    <ListPage<Schemas["User"]>
      of={{
        resource: `users/${user.id}/sub-users`,
        title: "Sub users",
        within: true,
        sort: { field: "id", order: "ASC" },
        to: ({ id }) => `/sub-users/${id}`,
        columns: [
          { source: "id", label: "ID", sorts: true },
          { source: "name", label: "Name" },
          { source: "login", label: "Login" },
          { source: "status", label: "Status", render: ({ status }) => <Status code={status} /> },
          { source: "createdAt", label: "Created at", kind: "moment" },
        ],
        rowActions: ({ id }) => <To to={`/sub-users/${id}/access`}>Permissions</To>,
        none: "There are no sub users. The main user makes them in the web client.",
      }}
    />
  );
}

export function Logs({ user }: OfUser) {
  return (
    <ListPage
      of={auditOf(`users/${user.id}/logs`, "Logs", {
        within: true,
        filters: [
          { source: "from", label: "From", kind: "moment" },
          { source: "to", label: "Before", kind: "moment" },
        ],
      })}
    />
  );
}
