import type { ViolationCase } from "../contracts/case.js";
import type { FormFormat, FormId } from "./catalogue.js";
import type { LetterDetails } from "./details.js";
import type { Letter, TableForm } from "./document.js";
import { dossierOf, groupCases, merchantKey, productKey } from "./facts/dossier.js";
import { CASE_LETTERS } from "./letters/case-letters.js";
import { rectificationNotice } from "./letters/rectification-notice.js";
import { beijingDay } from "./moments.js";
import { letterDocx } from "./render/docx.js";
import { fileName, keyName } from "./render/file-name.js";
import { letterHtml } from "./render/letter-html.js";
import { tableHtml } from "./render/table-html.js";
import { writeTable } from "./render/table-writer.js";
import { tableXlsx } from "./render/xlsx.js";
import { dossierSheet } from "./sheets/dossier-sheet.js";
import { isLicenceException, licenceExceptions } from "./tables/licence-exceptions.js";
import { type Monitoring, monitoringRecord } from "./tables/monitoring-record.js";
import { isPromotion, promotionRecord } from "./tables/promotion-record.js";
import { qualityRecord } from "./tables/quality-record.js";
import { regulatorNotices } from "./tables/regulator-notices.js";
import { isSerious, seriousLedger } from "./tables/serious-ledger.js";
import type { TableDetails } from "./tables/table-details.js";

/** What is exported: cases that are shown, and the runs of monitoring with their clean listings. */
export interface FormInput {
  readonly cases: readonly ViolationCase[];
  readonly monitoring?: readonly Monitoring[] | undefined;
  /** Listings on sale by merchant (`merchantKey`). */
  readonly onSale?: ReadonlyMap<string, number> | undefined;
}

export interface FormExport {
  readonly forms: ReadonlySet<FormId>;
  readonly formats: ReadonlySet<FormFormat>;
  /** Cases of letters named here get them even where they don't come to them by themselves. */
  readonly isNamed?: boolean | undefined;
  readonly from: string;
  readonly to: string;
  readonly details: LetterDetails;
}

/** A file that was made: where it goes (`/` between folders), what form it is, what it is called, its bytes. */
export interface ExportedFile {
  readonly path: string;
  readonly form: FormId;
  readonly title: string;
  readonly bytes: Uint8Array;
}

/**
 * Makes the forms of a period, file by file. Cases that are false alarms or run in shadow get no letters.
 *
 * @example
 * for await (const file of exportForms(input, options)) await writeFile(file.path, file.bytes);
 */
export async function* exportForms(input: FormInput, options: FormExport): AsyncGenerator<ExportedFile> {
  const shown = input.cases.filter(({ isShadow }) => !isShadow);
  yield* tablesOf(shown, input, options);
  const live = shown.filter(({ state }) => state !== "false-alarm");
  for (const letter of lettersOf(live, options)) yield* letterFiles(letter, options);
  for (const letter of dossiersOf(shown, options)) yield* letterFiles(letter, options);
}

// Built one after another: a table holds its rows only while it is written.
async function* tablesOf(
  cases: readonly ViolationCase[],
  input: FormInput,
  options: FormExport,
): AsyncGenerator<ExportedFile> {
  const { forms, details, from, to } = options;
  const own: TableDetails = { issuer: details.issuer, from, to, exported: details.exported };
  const onSale = input.onSale ?? new Map<string, number>();
  const tables: readonly (readonly [FormId, () => AsyncGenerator<ExportedFile>])[] = [
    ["monitoring-record", () => monitoringFiles(input.monitoring ?? [], own, options)],
    ["promotion-record", () => tableFiles(promotionRecord(cases.filter(isPromotion), own), options)],
    ["quality-record", () => tableFiles(qualityRecord(cases, own), options)],
    ["licence-exceptions", () => tableFiles(licenceExceptions(cases.filter(isLicenceException), onSale, own), options)],
    ["serious-ledger", () => tableFiles(seriousLedger(cases.filter(isSerious), own), options)],
    ["regulator-notices", () => tableFiles(regulatorNotices(cases, own), options)],
  ];
  for (const [form, files] of tables) if (forms.has(form)) yield* files();
}

interface PlacedLetter {
  readonly letter: Letter;
  /** Folder and name without extension. */
  readonly path: string;
}

// Cases of merchants that nobody knows are not one merchant's: each gets a notice of its own.
function addresseeOf({ merchant, number }: ViolationCase): string {
  const isKnown = (merchant.uscc ?? merchant.id ?? merchant.name ?? null) !== null;
  return isKnown ? merchantKey(merchant) : number;
}

function* lettersOf(cases: readonly ViolationCase[], options: FormExport): Generator<PlacedLetter> {
  const { forms, details } = options;
  if (forms.has("rectification-notice")) {
    const confirmed = cases.filter((one) => one.confirmed && one.confirmedAt !== null);
    const days = groupCases(confirmed, (one) => `${beijingDay(one.confirmedAt)} ${addresseeOf(one)}`);
    for (const [key, own] of days) {
      const day = key.slice(0, 10);
      const name = `${day} ${fileName(own[0].merchant.name ?? "未知经营者")} ${keyName(addresseeOf(own[0]))}`;
      yield { letter: rectificationNotice(own, { ...details, day }), path: `文书/风险整改通知书/${name}` };
    }
  }
  const asked = CASE_LETTERS.filter(({ form }) => forms.has(form));
  for (const kept of cases) {
    // A copy of its own: what the letters of a case share hangs on it, and goes with it.
    const one = { ...kept };
    for (const { build, concerns } of asked) {
      if (options.isNamed !== true && !concerns(one)) continue;
      const letter = build(one, details);
      yield { letter, path: `文书/${fileName(letter.title)}/${fileName(one.number)}` };
    }
  }
}

function* dossiersOf(cases: readonly ViolationCase[], { forms, details }: FormExport): Generator<PlacedLetter> {
  if (forms.has("merchant-file")) {
    for (const [key, own] of groupCases(cases, ({ merchant }) => merchantKey(merchant))) {
      const dossier = dossierOf({ kind: "merchant", key, name: own[0].merchant.name ?? key }, own);
      yield { letter: dossierSheet(dossier, details.exported), path: `一企一档/${keyName(key)}` };
    }
  }
  if (forms.has("product-file")) {
    for (const [key, own] of groupCases(cases, productKey)) {
      const dossier = dossierOf({ kind: "product", key, name: own[0].product.name ?? key }, own);
      yield { letter: dossierSheet(dossier, details.exported), path: `一品一档/${keyName(key)}` };
    }
  }
}

// One file a run: 批次. Without a run there is nothing to prove, and no empty record says otherwise.
async function* monitoringFiles(
  all: readonly Monitoring[],
  details: TableDetails,
  options: FormExport,
): AsyncGenerator<ExportedFile> {
  for (const one of all) {
    const suffix = one.run === null ? "" : ` 第${one.run.id}批`;
    yield* tableFiles(monitoringRecord(one, details), options, suffix);
  }
}

async function* tableFiles<Row>(
  table: TableForm<Row>,
  { formats }: FormExport,
  suffix = "",
): AsyncGenerator<ExportedFile> {
  const kinds = [
    ...(formats.has("html") ? [{ extension: "html", writer: tableHtml(table) }] : []),
    ...(formats.has("xlsx") ? [{ extension: "xlsx", writer: tableXlsx(table) }] : []),
  ];
  const files = await writeTable(
    table,
    kinds.map(({ writer }) => writer),
  );
  for (const [index, bytes] of files.entries()) {
    const path = `表格/${table.title}${suffix}.${kinds[index]?.extension}`;
    yield { form: table.form as FormId, title: `${table.title}${suffix}`, path, bytes };
  }
}

function* letterFiles({ letter, path }: PlacedLetter, { formats }: FormExport): Generator<ExportedFile> {
  const facts = { form: letter.form as FormId, title: letter.title };
  if (formats.has("html")) yield { ...facts, path: `${path}.html`, bytes: Buffer.from(letterHtml(letter), "utf8") };
  if (formats.has("docx")) yield { ...facts, path: `${path}.docx`, bytes: letterDocx(letter) };
}
