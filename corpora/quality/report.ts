import { type CaseScore, wilson } from "./score.js";

interface ReportOptions {
  readonly misses: number;
  readonly rule?: string | undefined;
}

/** Prints the score of one set: unlawful cases, then lawful ones, each where there are any. */
export function printReport(name: string, scores: readonly CaseScore[], options: ReportOptions): void {
  const write = (line = ""): void => void process.stdout.write(`${line}\n`);
  const guilty = scores.filter(({ item }) => item.expected_rules.length > 0);
  const clean = scores.filter(({ item }) => item.expected_rules.length === 0);
  write(`== ${name}`);
  if (guilty.length > 0) {
    write(`  违规 ${guilty.length}`);
    write(`    检出 found          ${rate(guilty.filter((s) => s.found).length, guilty.length)}`);
    write(`    确定 hard           ${rate(guilty.filter((s) => s.hard).length, guilty.length)}`);
    const expected = guilty.reduce((sum, s) => sum + s.item.expected_rules.length, 0);
    write(
      `    规则 expected rules ${rate(
        guilty.reduce((sum, s) => sum + s.hitRules.length, 0),
        expected,
      )}`,
    );
    printByRule(guilty, write);
    printMisses(guilty, options, write);
  }
  if (clean.length > 0) {
    write(`  合规 ${clean.length}`);
    write(`    误判 accused        ${rate(clean.filter((s) => s.accused).length, clean.length)}`);
    write(`    提示 flagged        ${rate(clean.filter((s) => s.flagged).length, clean.length)}`);
    printAlarms(clean, options, write);
  }
}

function rate(hits: number, total: number): string {
  const [low, high] = wilson(hits, total);
  const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
  return `${percent(hits / total).padStart(6)}  (${hits}/${total}, ${percent(low)}–${percent(high)})`;
}

function printByRule(scores: readonly CaseScore[], write: (line?: string) => void): void {
  const rules = [...new Set(scores.flatMap((s) => s.item.expected_rules))].sort();
  for (const rule of rules) {
    const own = scores.filter((s) => s.item.expected_rules.includes(rule));
    const raised = own.filter((s) => s.hitRules.includes(rule)).length;
    const found = own.filter((s) => s.found).length;
    write(`      ${rule.padEnd(44)} 命中 ${String(raised).padStart(3)}/${String(own.length).padEnd(4)} 检出 ${found}`);
  }
}

function printMisses(scores: readonly CaseScore[], options: ReportOptions, write: (line?: string) => void): void {
  const missed = scores.filter(
    (s) => !s.found && (options.rule === undefined || s.item.expected_rules.includes(options.rule)),
  );
  if (options.misses === 0 || missed.length === 0) return;
  write("    漏检：");
  for (const { item, findings } of missed.slice(0, options.misses)) {
    const other = findings.map((f) => `${f.rule}「${f.matched}」`).join(" ");
    write(`      ${item.id} [${item.product_kind ?? "?"}] ${item.text}`);
    write(
      `        应为 ${item.expected_rules.join("、")}：${item.key_spans.join(" / ")}${other === "" ? "" : `；得到 ${other}`}`,
    );
  }
}

function printAlarms(scores: readonly CaseScore[], options: ReportOptions, write: (line?: string) => void): void {
  const byRule = new Map<string, number>();
  for (const score of scores)
    for (const rule of new Set(score.findings.filter((f) => f.certainty === "violation").map((f) => f.rule)))
      byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  for (const [rule, count] of [...byRule].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
    write(`      ${rule.padEnd(44)} 误判 ${count}`);
  const wrong = scores
    .filter((s) => s.accused || s.flagged)
    .filter((s) => options.rule === undefined || s.findings.some((f) => f.rule === options.rule))
    .sort((a, b) => Number(b.accused) - Number(a.accused));
  if (options.misses === 0 || wrong.length === 0) return;
  write("    误报：");
  for (const { item, findings } of wrong.slice(0, options.misses)) {
    write(`      ${item.id} [${item.product_kind ?? "?"}] ${item.text}`);
    const list = findings.map((f) => `${f.certainty === "violation" ? "违" : "疑"} ${f.rule}「${f.matched}」`);
    write(`        陷阱 ${item.trap ?? "—"}；${list.join(" ")}`);
  }
}
