/**
 * Time and memory of a month of operation exported to every form: `tsx bench/forms/run.ts [--count 20000]`. Files are
 * made one after another and counted, `--output FOLDER` also writes them. Limits asked for: 30 s and 500 MB.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { FORM_IDS, FORMS } from "../../src/forms/catalogue.js";
import { exportForms } from "../../src/forms/export-forms.js";
import { generateCase, generateMonitored } from "./generate.js";

const argumentOf = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const count = Number(argumentOf("--count") ?? "20000");
const output = argumentOf("--output");

const cases = Array.from({ length: count }, (_, index) => generateCase(index));
const monitoring = Array.from({ length: count }, (_, index) => generateMonitored(index));
const began = performance.now();
const cpuBefore = process.cpuUsage();
const counts = new Map<string, { files: number; bytes: number; ms: number }>();
let last = began;
const plan = { planned: "10%", actual: "10.2%", operator: "王芳", reviewer: "李明" };
const input = { cases, monitoring: [{ rows: monitoring, run: null, plan }] };
const options = {
  forms: new Set(FORM_IDS),
  formats: new Set(["html", "xlsx", "docx"] as const),
  from: "2026-03-01",
  to: "2026-03-30",
  details: { issuer: "示例平台有限公司", day: "2026-03-31", exported: { by: "赵敏", at: "2026-03-31 09:00" } },
};
for await (const { form, path, bytes } of exportForms(input, options)) {
  if (output !== undefined) {
    const target = join(output, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  const now = performance.now();
  const known = counts.get(form) ?? { files: 0, bytes: 0, ms: 0 };
  counts.set(form, { files: known.files + 1, bytes: known.bytes + bytes.length, ms: known.ms + now - last });
  last = now;
}
const seconds = (performance.now() - began) / 1000;
process.stdout.write(`${count} cases, ${monitoring.length} listings monitored\n`);
process.stdout.write("form                    files       MB  seconds\n");
for (const { id } of FORMS) {
  const { files, bytes, ms } = counts.get(id) ?? { files: 0, bytes: 0, ms: 0 };
  const columns = [String(files).padStart(6), (bytes / 1e6).toFixed(1).padStart(8), (ms / 1000).toFixed(2).padStart(8)];
  process.stdout.write(`${id.padEnd(22)} ${columns.join(" ")}\n`);
}
const cpu = process.cpuUsage(cpuBefore);
const cpuSeconds = (cpu.user + cpu.system) / 1e6;
const peak = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  `all: ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor), peak ${peak.toFixed(0)} MB (limits: 30 s, 500 MB)\n`,
);
