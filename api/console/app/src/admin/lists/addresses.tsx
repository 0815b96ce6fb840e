import { ToggleButton, ToggleButtonGroup } from "@mui/material";
import { useSearchParams } from "react-router";

import { t } from "../../language/words";
import { AddressTree } from "../cards/AddressTree";
import { ListPage, type ListOf } from "../kit/ListPage";
import type { Schemas } from "../plane/api";

type Row = Schemas["AddressRow"];

export const ADDRESSES: ListOf<Row> = {
  resource: "addresses",
  title: t("Addresses"),
  search: t("Search by name or ID"),
  sort: { field: "name", order: "ASC" },
  columns: [
    { source: "name", label: t("Name"), sorts: true },
    { source: "leaf", label: t("Level"), render: ({ leaf }) => (leaf ? t("Last") : t("Inner")) },
    { source: "childCount", label: t("Parts"), kind: "number", sorts: true },
    { source: "folderCount", label: t("Private folders"), kind: "number", sorts: true },
    { source: "deviceCount", label: t("Devices"), kind: "number", sorts: true },
    { source: "contractNumber", label: t("Contract"), hidden: true },
    { source: "csa", label: t("CSA"), sorts: true, hidden: true },
    { source: "externalId", label: t("External ID"), sorts: true, hidden: true },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
    { source: "id", label: t("ID"), sorts: true },
  ],
  filters: [
    { source: "leaf", label: t("Last of their branch"), kind: "flag" },
    { source: "parentId", label: t("Part of"), kind: "reference", of: { resource: "addresses", name: "name" } },
    { source: "csa", label: t("CSA") },
    { source: "externalId", label: t("External ID") },
    { source: "deviceCountMin", label: t("Devices, at least"), kind: "number" },
  ],
  creates: { scope: "places:write", label: t("Create") },
  exports: "exports/addresses",
  none: t("There are no addresses yet."),
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
        aria-label={t("Show as")}
        sx={{ mt: 1 }}
        onChange={(_, as: string | null) => {
          ask(as === "tree" ? { as } : {});
        }}
      >
        <ToggleButton value="list">{t("List")}</ToggleButton>
        <ToggleButton value="tree">{t("Tree")}</ToggleButton>
      </ToggleButtonGroup>
      {tree ? <AddressTree /> : <ListPage of={ADDRESSES} />}
    </>
  );
}
