import { Box, Card, IconButton, Typography } from "@mui/material";
import ClosedIcon from "@mui/icons-material/ChevronRight";
import OpenIcon from "@mui/icons-material/ExpandMore";
import { useState } from "react";
import { Title } from "react-admin";

import { t } from "../../language/words";
import { Async } from "../kit/Async";
import { To } from "../kit/Show";
import { api, got, type Schemas } from "../plane/api";

type Row = Schemas["AddressRow"];

const MOST = 200;

/** What lies directly under an address; of no parent, the roots. A branch is read when it is opened. */
function Branch({ parent, depth }: { readonly parent: string; readonly depth: number }) {
  return (
    <Async
      of={["tree", parent]}
      read={(signal) => got(api.GET("/api/v1/addresses", { params: { query: { parentId: parent, sort: "name", limit: MOST, count: true } }, signal }))}
      show={({ items, total }) => (
        <Box component="ul" role={depth === 0 ? "tree" : "group"} aria-label={depth === 0 ? t("Addresses") : undefined} sx={{ listStyle: "none", m: 0, pl: depth === 0 ? 0 : 3 }}>
          {items.map((row) => (
            <Twig key={row.id} row={row} depth={depth} />
          ))}
          {(total ?? 0) > MOST && (
            <Typography component="li" variant="body2">
              {t("{total} more: search the list for them.", { total: (total ?? 0) - MOST })}
            </Typography>
          )}
        </Box>
      )}
    />
  );
}

function Twig({ row, depth }: { readonly row: Row; readonly depth: number }) {
  const [open, setOpen] = useState(false);
  return (
    <Box component="li" role="treeitem" aria-expanded={row.leaf ? undefined : open}>
      <Box sx={{ display: "flex", alignItems: "center", minHeight: 36 }}>
        {row.leaf ? (
          <Box sx={{ width: 34 }} />
        ) : (
          <IconButton
            size="small"
            aria-label={open ? t("Close {name}", { name: row.name }) : t("Open {name}", { name: row.name })}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {open ? <OpenIcon /> : <ClosedIcon />}
          </IconButton>
        )}
        <To to={`/addresses/${encodeURIComponent(row.id)}`}>{row.name}</To>
        <Typography variant="body2" color="text.secondary" sx={{ ml: 1 }}>
          {row.leaf ? `${t("{deviceCount, plural, one {# device} other {# devices}}", { deviceCount: row.deviceCount })}, ${t("{folderCount, plural, one {# folder} other {# folders}}", { folderCount: row.folderCount })}` : t("{childCount, plural, one {# part} other {# parts}}", { childCount: row.childCount })}
        </Typography>
      </Box>
      {open && <Branch parent={row.id} depth={depth + 1} />}
    </Box>
  );
}

/** The tree of addresses. */
export function AddressTree() {
  return (
    <Card sx={{ p: 2, mt: 1 }}>
      <Title title={t("Addresses")} />
      <Branch parent="" depth={0} />
    </Card>
  );
}
