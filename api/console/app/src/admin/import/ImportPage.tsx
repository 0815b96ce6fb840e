import { Alert, Box, Button, Card, Step, StepLabel, Stepper, Typography } from "@mui/material";
import { useEffect, useRef, useState } from "react";
import { Title } from "react-admin";
import { useParams } from "react-router";

import { t } from "../../language/words";
import { Fault } from "../kit/Fault";
import { useGuard } from "../kit/Guard";
import { To } from "../kit/Show";
import { send } from "../plane/api";
import type { JsonObject } from "../plane/patch";
import { told } from "../plane/problem";
import { useRights } from "../plane/rights";
import { checkedAgainst, checkedRows, guessed, type Checked, type Mapping, type Ready } from "./check";
import { Columns } from "./Columns";
import { decoded, FileFault, MOST_BYTES, MOST_ROWS, parse, save, written, type Sheet } from "./csv";
import { IMPORTS, type ImportKind } from "./kinds";
import { Faults, Progress, Summary } from "./Results";
import type { SchemasByName } from "./rules";
import { nameOf, report, sent, type Outcome } from "./run";

const STEPS = [t("File"), t("Columns"), t("Check"), t("Import")] as const;

/** How far an import has come. */
type Stage = "file" | "columns" | "checking" | "checked" | "running" | "done";
const AT: Readonly<Record<Stage, number>> = { file: 0, columns: 1, checking: 2, checked: 2, running: 3, done: 4 };

/** The rules the server has now, as its description says them. */
async function rules(signal: AbortSignal): Promise<SchemasByName> {
  const description = (await (await send(new Request("/api/openapi.json", { signal }))).json()) as { components: { schemas: SchemasByName } };
  return description.components.schemas;
}

function Wizard({ kind }: { readonly kind: ImportKind }) {
  const [stage, setStage] = useState<Stage>("file");
  const [file, setFile] = useState<File>();
  const [sheet, setSheet] = useState<Sheet>();
  const [mapping, setMapping] = useState<Mapping>({});
  const [checked, setChecked] = useState<Checked>({ ready: [], faults: [] });
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [done, setDone] = useState({ of: 0, rows: 0 });
  const [fault, setFault] = useState("");
  const work = useRef<AbortController>(undefined);
  useGuard(stage === "running", t("Rows are being sent. Those that were sent stay, and the rest is left out. Leave?"));
  useEffect(() => () => work.current?.abort(), []);

  async function chosen(next: File | undefined): Promise<void> {
    if (next === undefined) {
      return;
    }
    setFault("");
    try {
      if (next.size > MOST_BYTES) {
        throw new FileFault(t("The file has {next} MB; {MOST_BYTES} MB are read at most. Divide it.", { next: (next.size / 1024 / 1024).toFixed(1), MOST_BYTES: MOST_BYTES / 1024 / 1024 }));
      }
      const read = parse(decoded(await next.arrayBuffer()));
      setFile(next);
      setSheet(read);
      setMapping(guessed(kind.columns, read.headers));
      setStage("columns");
    } catch (error) {
      setFault(error instanceof FileFault ? error.message : t("The file cannot be read. Choose it again."));
    }
  }

  async function check(): Promise<void> {
    if (sheet === undefined || file === undefined) {
      return;
    }
    const { signal } = (work.current = new AbortController());
    setStage("checking");
    setFault("");
    setDone({ of: sheet.rows.length, rows: 0 });
    try {
      const rows = checkedRows(kind, sheet, mapping, await rules(signal), always(kind, file));
      setChecked(
        await checkedAgainst(kind, sheet, mapping, rows, (count) => {
          setDone({ of: rows.ready.length, rows: count });
        }, signal),
      );
      setStage(signal.aborted ? "columns" : "checked");
    } catch (error) {
      setFault(signal.aborted ? "" : told(error));
      setStage("columns");
    }
  }

  async function run(rows: readonly Ready[]): Promise<void> {
    if (file === undefined) {
      return;
    }
    const { signal } = (work.current = new AbortController());
    const kept = outcomes.filter(({ row }) => !rows.includes(row));
    const fresh: Outcome[] = [];
    setStage("running");
    setDone({ of: rows.length, rows: 0 });
    await sent(kind, await nameOf(file), rows, (outcome) => {
      fresh.push(outcome);
      setDone({ of: rows.length, rows: fresh.length });
    }, signal);
    setOutcomes([...kept, ...fresh]);
    setStage("done");
  }

  const failed = outcomes.filter(({ state }) => state === "failed").map(({ row }) => row);
  const unsent = checked.ready.filter((row) => !outcomes.some((outcome) => outcome.row === row));
  return (
    <Card sx={{ p: { xs: 1.5, sm: 3 }, mt: 1 }}>
      <Title title={kind.title} />
      <Stepper activeStep={AT[stage]} alternativeLabel sx={{ mb: 3 }}>
        {STEPS.map((step) => (
          <Step key={step}>
            <StepLabel>{step}</StepLabel>
          </Step>
        ))}
      </Stepper>
      <Fault says={fault} />
      {stage === "file" && <Choose kind={kind} choose={(next) => void chosen(next)} />}
      {stage === "columns" && sheet !== undefined && (
        <Columns kind={kind} sheet={sheet} mapping={mapping} change={setMapping} check={() => void check()} back={() => { setStage("file"); }} />
      )}
      {(stage === "checking" || stage === "running") && (
        <Progress
          label={stage === "checking" ? t("Checking") : t("Importing")}
          done={done.rows}
          of={done.of}
          stop={() => {
            work.current?.abort();
          }}
        />
      )}
      {stage === "checked" && sheet !== undefined && (
        <>
          <Summary kind={kind} checked={checked} rows={sheet.rows.length} />
          <Faults faults={checked.faults} />
          <Box sx={{ display: "flex", gap: 1, flexWrap: "wrap", mt: 2 }}>
            <Button variant="contained" disabled={checked.ready.length === 0} title={checked.ready.length === 0 ? t("No row can be imported") : undefined} onClick={() => void run(checked.ready)}>
              {t("Import {ready}", { ready: kind.counted(checked.ready.length) })}
            </Button>
            <Button onClick={() => { setStage("columns"); }}>{t("Change columns")}</Button>
            <Button onClick={() => { setStage("file"); }}>{t("Another file")}</Button>
          </Box>
        </>
      )}
      {stage === "done" && (
        <>
          <Typography role="status">
            {t("{added} added, {there} there already, {failed} failed, {unsent} not sent.", { added: kind.counted(count(outcomes, "added")), there: count(outcomes, "there"), failed: failed.length, unsent: unsent.length + new Set(checked.faults.map(({ line }) => line)).size })}
          </Typography>
          <Faults faults={outcomes.flatMap(({ row, says }) => (says === undefined ? [] : [{ line: row.line, column: row.key, says }]))} second={kind.key} />
          <Box sx={{ display: "flex", gap: 1, flexWrap: "wrap", mt: 2, alignItems: "center" }}>
            {failed.length > 0 && (
              <Button variant="contained" onClick={() => void run(failed)}>
                {t("Retry failed only ({failed})", { failed: failed.length })}
              </Button>
            )}
            {unsent.length > 0 && <Button onClick={() => void run(unsent)}>{t("Go on with {unsent, plural, one {# row} other {# rows}}", { unsent: unsent.length })}</Button>}
            <Button
              variant="outlined"
              onClick={() => {
                save(`import-${kind.name}-report.csv`, report(kind, outcomes, [...checked.faults, ...unsent.map(({ line }) => ({ line, says: t("The import was stopped before it") }))]));
              }}
            >
              {t("Download report")}
            </Button>
            <Button
              onClick={() => {
                setOutcomes([]);
                setStage("file");
              }}
            >
              {t("Another file")}
            </Button>
            <To to={kind.list}>{kind.all}</To>
          </Box>
        </>
      )}
    </Card>
  );
}

function count(outcomes: readonly Outcome[], state: Outcome["state"]): number {
  return outcomes.filter((outcome) => outcome.state === state).length;
}

/** What each body has besides: a request of billing says since when, which is when its file was written unless the row says otherwise. */
function always({ schema }: ImportKind, file: File): JsonObject {
  return schema === "BillingRequest" ? { occurredAt: new Date(Math.min(file.lastModified, Date.now())).toISOString() } : {};
}

function Choose({ kind, choose }: { readonly kind: ImportKind; readonly choose: (file: File | undefined) => void }) {
  return (
    <>
      <Typography sx={{ mb: 2 }}>
        {t("A file of CSV in UTF-8: one line with the names of the columns, then one row for each. Commas, semicolons and tabs between cells are told apart. At most {MOST_ROWS, plural, one {# row} other {# rows}} and {MOST_BYTES} MB.", { MOST_ROWS, MOST_BYTES: MOST_BYTES / 1024 / 1024 })}
      </Typography>
      <Box
        component="input"
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label={t("File of CSV")}
        sx={{ display: "block", mb: 2, maxWidth: "100%", font: "inherit", color: "inherit" }}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => {
          choose(event.target.files?.[0]);
        }}
      />
      <Button
        variant="outlined"
        onClick={() => {
          save(`${kind.name}-template.csv`, written(kind.columns.map(({ path }) => path), [kind.columns.map(({ example }) => example)]));
        }}
      >
        {t("Download a template")}
      </Button>
    </>
  );
}

/** Imports users and cameras from files: upload, columns, check, import. */
export default function ImportPage() {
  const { what = "" } = useParams();
  const rights = useRights();
  const kind = IMPORTS.find(({ name }) => name === what);
  const lacking = kind?.scopes.filter((scope) => rights?.scopes.has(scope) !== true) ?? [];
  if (rights === undefined) {
    return null;
  }
  if (kind === undefined || lacking.length > 0) {
    return (
      <Alert severity="error" sx={{ mt: 2 }}>
        {kind === undefined ? t("There is no such import.") : t("This import needs rights that you do not have: {lacking}.", { lacking: lacking.join(", ") })}
      </Alert>
    );
  }
  return <Wizard key={kind.name} kind={kind} />;
}
