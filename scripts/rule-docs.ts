/** `npm run docs:rules`: a page for each rule and the coverage table, generated from the dictionaries. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Dictionary, RuleExample, RuleSpec } from "../src/contracts/dictionary.js";
import type { Basis } from "../src/contracts/result.js";
import { loadDictionary } from "../src/dictionaries/index.js";

const FOLDER = fileURLToPath(new URL("../docs/rules/", import.meta.url));
const TAXONOMY = fileURLToPath(new URL("../dictionaries/taxonomy/rules.yaml", import.meta.url));

interface TaxonomyEntry {
  readonly id: string;
  readonly name: string;
  readonly decidable: readonly string[];
}

const dictionary = loadDictionary();
const taxonomy = (parse(readFileSync(TAXONOMY, "utf8")) as { rules: TaxonomyEntry[] }).rules;
mkdirSync(FOLDER, { recursive: true });
for (const file of readdirSync(FOLDER)) if (file.endsWith(".md")) rmSync(`${FOLDER}${file}`);
for (const rule of dictionary.rules) writeFileSync(`${FOLDER}${rule.id}.md`, pageOf(dictionary, rule));
writeFileSync(`${FOLDER}README.md`, indexOf(dictionary));
writeFileSync(`${FOLDER}coverage.md`, coverageOf(dictionary, taxonomy));
process.stdout.write(`docs/rules：${dictionary.rules.length} 页\n`);

function pageOf({ bases }: Dictionary, rule: RuleSpec): string {
  const cited = rule.basis.flatMap(({ ref, kinds }) => {
    const basis = bases[ref];
    return basis === undefined
      ? []
      : [`- ${lawOf(basis)}${kinds ? `（适用于 ${kinds.join("、")}）` : ""}\n\n  > ${basis.text}`];
  });
  return [
    `# ${rule.name.zh} \`${rule.id}\``,
    `${rule.name.en}. 建议等级 ${rule.level}${rule.kinds ? `；适用于 ${rule.kinds.join("、")}` : ""}。`,
    `## 提示语 / Message\n\n${rule.message}`,
    `## 依据 / Legal basis\n\n${cited.join("\n")}`,
    `## 会被发现 / Found\n\n${rule.violates.map(exampleOf).join("\n")}`,
    `## 不会被发现 / Not found\n\n${rule.passes.map(exampleOf).join("\n")}`,
    `## 怎样改 / How to fix\n\n${rule.suggestion}`,
    `## 怎样判断 / How it is judged\n\n${judgesOf(rule)}`,
    "",
  ].join("\n\n");
}

function lawOf(basis: Basis): string {
  const until = basis.effectiveTo === null ? "" : `至 ${basis.effectiveTo}`;
  const penalty = basis.penalty === null ? "" : `；罚则：${basis.penalty}`;
  return `《${basis.law}》${basis.article}，${basis.effectiveFrom} 起施行${until}${penalty}${basis.checked ? "" : "（条文待核）"}`;
}

function exampleOf(example: RuleExample): string {
  const scope = example.scope === undefined ? "" : `，注册范围“${example.scope}”`;
  return `- ${example.text}${example.kind ? `（${example.kind}${scope}）` : ""}`;
}

function judgesOf(rule: RuleSpec): string {
  const lines = [
    rule.patterns.length > 0 ? `${rule.patterns.length} 个句式` : "",
    rule.claims.length > 0 ? `${rule.claims.length} 类宣称` : "",
    rule.comparisons.length > 0 ? `证件比对 ${rule.comparisons.join("、")}` : "",
    rule.follows === undefined ? "" : "随其他问题一并提出",
  ].filter((line) => line !== "");
  const exempt = rule.exempt.map((id) => dictionary.exemptions.find((spec) => spec.id === id)?.name ?? id);
  return `${lines.join("；")}。${exempt.length > 0 ? `豁免：${exempt.join("、")}。` : ""}`;
}

function indexOf({ rules }: Dictionary): string {
  const rows = rules.map(
    (rule) => `| [${rule.id}](${rule.id}.md) | ${rule.name.zh} | ${rule.name.en} | ${rule.level} |`,
  );
  return `# 规则 / Rules\n\n由 \`npm run docs:rules\` 生成。覆盖情况见 [coverage.md](coverage.md)。\n\n| id | 名称 | Name | 建议等级 |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}

function coverageOf({ rules }: Dictionary, entries: readonly TaxonomyEntry[]): string {
  const own = new Map(rules.map((rule) => [rule.id, rule]));
  const rows = entries.map(({ id, name, decidable }) => {
    const rule = own.get(id);
    const how = rule === undefined ? "—" : `[有](${id}.md)`;
    return `| ${id} | ${name} | ${decidable.join(", ")} | ${how} |`;
  });
  const done = entries.filter(({ id }) => own.has(id)).length;
  return `# 覆盖表 / Coverage\n\n每个规则编号由什么判断，现在有没有规则。共 ${entries.length} 个编号，已有规则 ${done} 个。\n\n| id | 名称 | 判断所需 | 规则 |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}
