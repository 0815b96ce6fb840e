import { Alert, Box, Dialog, TextField, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent } from "react";
import { useNavigate } from "react-router";

import { t } from "../../language/words";
import { CONNECTED } from "../connect/sections";
import { sections } from "../frame/menu";
import { useConnection } from "../plane/connection";
import { told } from "../plane/problem";
import { useRights } from "../plane/rights";
import { find, type Found } from "./find";

const WAIT_MS = 200;

/** What was typed, when nothing more has been for a moment. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(typed);
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [typed]);
  return settled;
}

/** The pages of the console whose names have what was typed in them. */
function usePages(typed: string): readonly Found[] {
  const rights = useRights();
  const connection = useConnection();
  const own = rights === undefined ? [] : sections(rights.scopes, rights.seesEverything).map(({ name, label }) => ({ to: `/${name}`, name: label, detail: "", group: t("Pages") }));
  const theirs = connection === undefined ? [] : CONNECTED.map(({ at, label }) => ({ to: `/connected/${at}`, name: label, detail: t("of the connected user"), group: t("Pages") }));
  const wanted = typed.toLowerCase();
  return [{ to: "/", name: t("Dashboard"), detail: "", group: t("Pages") }, ...own, { to: "/profile", name: t("Own profile"), detail: "", group: t("Pages") }, ...theirs].filter(({ name }) => name.toLowerCase().includes(wanted));
}

interface OptionsProps {
  readonly id: string;
  readonly found: readonly Found[];
  readonly at: number;
  readonly choose: (found: Found) => void;
}

function Options({ id, found, at, choose }: OptionsProps) {
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [id, at]);
  return (
    <Box role="listbox" id={id} aria-label={t("Found")} sx={{ overflowY: "auto", maxHeight: "60vh", mt: 1 }}>
      {[...new Set(found.map(({ group }) => group))].map((group) => (
        <Box role="group" aria-labelledby={`${id}-${group.replaceAll(" ", "-")}`} key={group}>
          <Typography id={`${id}-${group.replaceAll(" ", "-")}`} role="presentation" variant="body2" sx={{ px: 1, pt: 1, fontWeight: 600, color: "text.secondary" }}>
            {group}
          </Typography>
          {found.map((each, i) =>
            each.group !== group ? null : (
              <Box
                role="option"
                id={`${id}-${i}`}
                key={each.to}
                aria-selected={i === at}
                onClick={() => {
                  choose(each);
                }}
                sx={{ px: 1, py: 0.75, borderRadius: 1, cursor: "pointer", overflowWrap: "anywhere", ...(i === at ? { bgcolor: "action.selected", outline: "2px solid", outlineOffset: -2, outlineColor: "primary.main" } : {}) }}
              >
                <Typography component="span">{each.name}</Typography>
                {each.detail !== "" && (
                  <Typography component="span" variant="body2" sx={{ ml: 1, color: "text.secondary" }}>
                    {each.detail}
                  </Typography>
                )}
              </Box>
            ),
          )}
        </Box>
      ))}
    </Box>
  );
}

/** Finds users, cameras, addresses and pages, and goes there; with the keyboard alone, or without. */
export default function Palette({ close }: { readonly close: () => void }) {
  const id = useId();
  const navigate = useNavigate();
  const rights = useRights();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  /** Whether Enter was pressed before everything was found. */
  const [entered, setEntered] = useState(false);
  const asked = useSettled(typed.trim());
  const pages = usePages(useDeferredValue(typed.trim()));
  const { data, error, isFetching } = useQuery({
    queryKey: ["found", asked],
    queryFn: ({ signal }) => find(asked, rights?.scopes ?? new Set(), signal),
    enabled: asked !== "",
    placeholderData: (before) => before,
    retry: false,
  });
  const found = [...(asked === "" || typed.trim() === "" ? [] : (data ?? [])), ...pages];
  const ready = asked === typed.trim() && !isFetching;
  const chosen = Math.min(at, Math.max(0, found.length - 1));

  function choose({ to }: Found): void {
    close();
    void navigate(to);
  }

  function pressed(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setAt((chosen + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      // What is still being looked for comes before what is there.
      setEntered(true);
    }
  }

  useEffect(() => {
    const there = found[chosen];
    if (entered && ready) {
      setEntered(false);
      if (there !== undefined) {
        choose(there);
      }
    }
  });

  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-label={t("Search")} sx={{ "& .MuiDialog-container": { alignItems: "flex-start" } }}>
      <Box sx={{ p: 2 }}>
        <TextField
          autoFocus
          label={t("Search users, cameras, addresses and pages")}
          placeholder={t("ID, login, name, taxpayer number")}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setAt(0);
            setEntered(false);
          }}
          onKeyDown={pressed}
          slotProps={{
            htmlInput: {
              role: "combobox",
              "aria-expanded": found.length > 0,
              "aria-controls": id,
              "aria-autocomplete": "list",
              autoComplete: "off",
              ...(found.length > 0 ? { "aria-activedescendant": `${id}-${chosen}` } : {}),
            },
          }}
        />
        {error !== null && <Alert severity="error">{told(error)}</Alert>}
        <Typography role="status" variant="body2" sx={{ color: "text.secondary" }}>
          {isFetching ? t("Searching…") : found.length === 0 ? t("Nothing was found") : found.length === 1 ? t("1 found") : t("{found} found", { found: found.length })}
        </Typography>
        <Options id={id} found={found} at={chosen} choose={choose} />
      </Box>
    </Dialog>
  );
}
