import { Box, Button, TextField, Typography } from "@mui/material";
import { useState, type SubmitEvent } from "react";
import { useNotify, useRefresh } from "react-admin";

import { contrast } from "../../client/branding";
import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { Async } from "../kit/Async";
import { Fault } from "../kit/Fault";
import { FileButton } from "../kit/FileButton";
import { useGuard } from "../kit/Guard";
import { api, send, type Schemas } from "../plane/api";
import { fieldFaults, ProblemError, told } from "../plane/problem";
import { path } from "../plane/provider";
import { useMay } from "../plane/rights";
import { BrandingPreview } from "./BrandingPreview";
import type { User } from "./UserCard";

export type Look = Schemas["NewBranding"];

interface Kept {
  readonly look: Look;
  /** With what it was read; nothing while there is none. */
  readonly etag: string | undefined;
}

const COLOURS = [
  ["primary", t("Main colour")],
  ["background", t("Background")],
  ["text", t("Text")],
] as const;

/** What the server asks of colours (WCAG 2.2), so that everybody can read them. */
const LEAST = { text: 4.5, primary: 3 } as const;
const MOST_BYTES = 12 * 1024;

async function read(at: string, name: string): Promise<Kept> {
  try {
    const answer = await send(new Request(at));
    return { look: (await answer.json()) as Look, etag: answer.headers.get("ETag") ?? undefined };
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) {
      return { look: { name, primary: "#0b5394", background: "#ffffff", text: "#222222" }, etag: undefined };
    }
    throw error;
  }
}

/** The bytes of a file as base64. */
async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function Contrast({ of, against, least, says }: { readonly of: string; readonly against: string; readonly least: number; readonly says: string }) {
  const found = contrast(of, against);
  return (
    <Typography component="li" variant="body2" sx={{ color: found >= least ? "success.main" : "error.main" }}>
      {found >= least ? "✓" : "✗"} {t("{says}: {found} to 1, {least} are needed", { says, found: found.toFixed(1), least })}
    </Typography>
  );
}

function Form({ user, kept }: { readonly user: User; readonly kept: Kept }) {
  const may = useMay("users:write");
  const notify = useNotify();
  const refresh = useRefresh();
  const [look, setLook] = useState(kept.look);
  const [faults, setFaults] = useState<ReturnType<typeof fieldFaults>>({});
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const at = path(`users/${encodeURIComponent(user.id)}/branding`);
  const changed = JSON.stringify(look) !== JSON.stringify(kept.look);
  useGuard(changed && !busy);

  function set(more: Partial<Look>): void {
    setLook({ ...look, ...more });
  }

  async function chosen(file: File): Promise<void> {
    if (file.size > MOST_BYTES || !/^image\/(png|jpeg)$/.test(file.type)) {
      setFaults({ logo: t("A PNG or JPEG of at most 12 KiB") });
      return;
    }
    setFaults({});
    set({ logo: { type: file.type === "image/png" ? "png" : "jpeg", data: await base64(file) } });
  }

  async function submitted(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setFault("");
    setFaults({});
    try {
      await send(
        new Request(at, {
          method: "PUT",
          headers: { "Content-Type": "application/json", ...(kept.etag === undefined ? { "If-None-Match": "*" } : { "If-Match": kept.etag }) },
          body: JSON.stringify({ ...look, loginText: look.loginText ?? null }),
        }),
      );
      notify(t("The branding was saved"), { type: "success" });
      refresh();
    } catch (error) {
      setFault(error instanceof ProblemError && error.status === 412 ? t("Somebody else has changed it meanwhile. Read the page anew to see what it is now.") : told(error));
      setFaults(error instanceof ProblemError ? fieldFaults(error.problem) : {});
    } finally {
      setBusy(false);
    }
  }

  const unread = (["text", "primary"] as const).filter((field) => contrast(look[field], look.background) < LEAST[field]);
  const of = (field: string) => {
    const said = unread.some((each) => each === field) ? t("It cannot be read") : faults[field];
    return { error: typeof said === "string", helperText: typeof said === "string" ? said : undefined };
  };
  return (
    <Box sx={{ display: "grid", gap: 3, gridTemplateColumns: { md: "minmax(0, 1fr) minmax(0, 1fr)" } }}>
      <form onSubmit={(event) => void submitted(event)}>
        <Fault says={fault} />
        <TextField
          label={t("Name of the platform")}
          required
          disabled={!may}
          value={look.name}
          {...of("name")}
          onChange={({ target }) => {
            set({ name: target.value });
          }}
        />
        <TextField
          label={t("Text of the sign-in page")}
          multiline
          minRows={2}
          disabled={!may}
          value={look.loginText ?? ""}
          {...of("loginText")}
          onChange={({ target }) => {
            set({ loginText: target.value === "" ? null : target.value });
          }}
        />
        <Box sx={{ display: "grid", gap: 1, gridTemplateColumns: "repeat(auto-fit, minmax(120px, 1fr))" }}>
          {COLOURS.map(([field, label]) => (
            <TextField
              key={field}
              label={label}
              type="color"
              disabled={!may}
              value={look[field]}
              {...of(field)}
              onChange={({ target }) => {
                set({ [field]: target.value });
              }}
            />
          ))}
        </Box>
        <Box component="ul" aria-label={t("The colours can be read")} sx={{ listStyle: "none", m: 0, my: 1, p: 0 }}>
          <Contrast of={look.text} against={look.background} least={LEAST.text} says={t("Text on the background")} />
          <Contrast of={look.primary} against={look.background} least={LEAST.primary} says={t("The main colour on the background")} />
        </Box>
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1, alignItems: "center", my: 1 }}>
          <FileButton label={look.logo ? t("Another logo") : t("Add a logo")} accept="image/png,image/jpeg" disabled={!may} chosen={(file) => void chosen(file)} />
          {look.logo && may && (
            <Button
              size="small"
              color="error"
              onClick={() => {
                set({ logo: null });
              }}
            >
              {t("Remove the logo")}
            </Button>
          )}
          <Typography variant="body2" role={typeof faults["logo"] === "string" ? "alert" : undefined} sx={{ color: typeof faults["logo"] === "string" ? "error.main" : "text.secondary" }}>
            {typeof faults["logo"] === "string" ? faults["logo"] : t("PNG or JPEG, 12 KiB at most")}
          </Typography>
        </Box>
        {may && (
          <Button type="submit" variant="contained" disabled={busy || !changed || unread.length > 0}>
            {t("Save branding")}
          </Button>
        )}
        {may && kept.etag !== undefined && (
          <ActionButton
            action={{
              label: t("Delete branding"),
              title: t("Delete the branding?"),
              effect: t("The customer's users see the operator's look again, at once."),
              danger: true,
              confirm: t("Delete"),
              run: async () => {
                await api.DELETE("/api/v1/users/{id}/branding", { params: { path: { id: user.id }, header: { "If-Match": kept.etag ?? "*" } } });
                return t("The branding was deleted");
              },
            }}
          />
        )}
      </form>
      <BrandingPreview look={look} />
    </Box>
  );
}

/** How a customer's users see the platform: changed with what it will look like beside. */
export function Branding({ user }: { readonly user: User }) {
  const at = path(`users/${encodeURIComponent(user.id)}/branding`);
  return <Async of={["branding", user.id]} read={() => read(at, user.name ?? user.login)} show={(kept) => <Form key={kept.etag ?? "none"} user={user} kept={kept} />} />;
}
