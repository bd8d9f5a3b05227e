import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { FORMS, type FormId } from "../../src/forms/catalogue.js";
import { type ExportedFile, exportForms } from "../../src/forms/export-forms.js";
import { monitoredRun, monthOfCases } from "./cases.js";
import { docxText, xlsxText } from "./file-text.js";

const GOLDEN = fileURLToPath(new URL("./golden", import.meta.url));
const DETAILS = {
  issuer: "示例平台（北京）有限公司",
  day: "2026-03-31",
  contact: "质量管理部 010-12345678",
  authority: "北京市朝阳区市场监督管理局",
  exported: { by: "赵敏", at: "2026-03-31 09:00" },
};

async function filesOf(form: FormId): Promise<readonly ExportedFile[]> {
  const cases = monthOfCases();
  // A transfer between authorities is made only where it is asked for by name.
  const isNamed = form === "transfer-letter" || form === "warning-lift";
  const own = isNamed ? cases.slice(0, 1) : cases;
  const input = {
    cases: own,
    monitoring: [monitoredRun()],
    onSale: new Map([["91110105MA01ABCD12", 35]]),
  };
  const files: ExportedFile[] = [];
  const options = {
    forms: new Set([form]),
    formats: new Set(["html", "xlsx", "docx"] as const),
    isNamed,
    from: "2026-03-01",
    to: "2026-03-31",
    details: DETAILS,
  };
  for await (const file of exportForms(input, options)) files.push(file);
  return files;
}

describe.each(FORMS.map(({ id }) => id))("form %s", (form) => {
  it("is printed as the golden file says, in every format", async () => {
    const [html, office] = await filesOf(form);
    expect(html?.path).toMatch(/\.html$/);
    await expect(Buffer.from(html?.bytes ?? []).toString("utf8")).toMatchFileSnapshot(join(GOLDEN, `${form}.html`));
    const bytes = Buffer.from(office?.bytes ?? []);
    const text = office?.path.endsWith(".xlsx") ? await xlsxText(bytes) : docxText(bytes);
    await expect(text).toMatchFileSnapshot(join(GOLDEN, `${form}.txt`));
    const out = process.env.MEDLINT_FORMS_OUT;
    if (out === undefined || office === undefined) return;
    const path = join(out, `${form}${office.path.slice(office.path.lastIndexOf("."))}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    writeFileSync(join(out, `${form}.html`), html?.bytes ?? "");
  });

  it("has the same bytes the second time", async () => {
    const [first, second] = [await filesOf(form), await filesOf(form)];
    expect(first.length).toBeGreaterThanOrEqual(2);
    expect(second.map(({ path }) => path)).toEqual(first.map(({ path }) => path));
    for (const [index, { bytes }] of first.entries()) {
      expect(Buffer.compare(Buffer.from(bytes), Buffer.from(second[index]?.bytes ?? []))).toBe(0);
    }
  });
});
