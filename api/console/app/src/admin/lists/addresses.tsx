import { ToggleButton, ToggleButtonGroup } from "@mui/material";
import { useSearchParams } from "react-router";

import { AddressTree } from "../cards/AddressTree";
import { ListPage, type ListOf } from "../kit/ListPage";
import type { Schemas } from "../plane/api";

type Row = Schemas["AddressRow"];

export const ADDRESSES: ListOf<Row> = {
  resource: "addresses",
  title: "Addresses",
  search: "Search by name or ID",
  sort: { field: "name", order: "ASC" },
  columns: [
    { source: "name", label: "Name", sorts: true },
    { source: "leaf", label: "Level", render: ({ leaf }) => (leaf ? "Last" : "Inner") },
    { source: "childCount", label: "Parts", kind: "number", sorts: true },
    { source: "folderCount", label: "Private folders", kind: "number", sorts: true },
    { source: "deviceCount", label: "Devices", kind: "number", sorts: true },
    { source: "contractNumber", label: "Contract", hidden: true },
    { source: "csa", label: "CSA", sorts: true, hidden: true },
    { source: "externalId", label: "External ID", sorts: true, hidden: true },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
    { source: "id", label: "ID", sorts: true },
  ],
  filters: [
    { source: "leaf", label: "Last of their branch", kind: "flag" },
    { source: "parentId", label: "Part of", kind: "reference", of: { resource: "addresses", name: "name" } },
    { source: "csa", label: "CSA" },
    { source: "externalId", label: "External ID" },
    { source: "deviceCountMin", label: "Devices, at least", kind: "number" },
  ],
  creates: { scope: "places:write", label: "Create" },
  exports: "exports/addresses",
  none: "There are no addresses yet.",
};

/** Addresses as the tree they are, or as a list to search. */
export default function Addresses() {
  const [asked, ask] = useSearchParams();
  const tree = asked.get("as") === "tree";
  return (
    <>
      <ToggleButtonGroup
        size="small"
        exclusive
        value={tree ? "tree" : "list"}
        aria-label="Show as"
        sx={{ mt: 1 }}
        onChange={(_, as: string | null) => {
          ask(as === "tree" ? { as } : {});
        }}
      >
        <ToggleButton value="list">List</ToggleButton>
        <ToggleButton value="tree">Tree</ToggleButton>
      </ToggleButtonGroup>
      {tree ? <AddressTree /> : <ListPage of={ADDRESSES} />}
    </>
  );
}
