/** `npm run docs:rules`: a page for each rule and the coverage table, generated from the dictionaries. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Dictionary, RuleExample, RuleSpec } from "../src/contracts/dictionary.js";
import type { Basis } from "../src/contracts/result.js";
import { loadDictionary, loadRegulatorCodes, type RegulatorCode } from "../src/dictionaries/index.js";

const FOLDER = fileURLToPath(new URL("../docs/rules/", import.meta.url));
const TAXONOMY = fileURLToPath(new URL("../dictionaries/taxonomy/rules.yaml", import.meta.url));

interface TaxonomyEntry {
  readonly id: string;
  readonly name: string;
  readonly decidable: readonly string[];
}

/** What a decision rests on, in words. */
const INPUTS: Readonly<Record<string, string>> = {
  text: "文字",
  kind: "商品类别",
  certificate: "注册证",
  registry: "注册库与名单",
  "ad-approval": "广告批准信息",
  picture: "图片",
  media: "音视频",
  merchant: "商家",
  price: "价格",
  history: "历史",
};
/** With these alone a listing can be judged. */
const AT_HAND: ReadonlySet<string> = new Set(["text", "kind", "certificate"]);

const dictionary = loadDictionary();
const regulator = loadRegulatorCodes();
const taxonomy = (parse(readFileSync(TAXONOMY, "utf8")) as { rules: TaxonomyEntry[] }).rules;
mkdirSync(FOLDER, { recursive: true });
for (const file of readdirSync(FOLDER)) if (file.endsWith(".md")) rmSync(`${FOLDER}${file}`);
for (const rule of dictionary.rules) writeFileSync(`${FOLDER}${rule.id}.md`, pageOf(dictionary, rule));
writeFileSync(`${FOLDER}README.md`, indexOf(dictionary));
writeFileSync(`${FOLDER}coverage.md`, coverageOf(dictionary, taxonomy));
writeFileSync(`${FOLDER}regulator-codes.md`, codesPage());
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
    codesOf(rule),
    "",
  ]
    .filter((part, index, all) => part !== "" || index === all.length - 1)
    .join("\n\n");
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
    (rule.checks ?? []).length > 0 ? `整页检查 ${rule.checks?.join("、")}` : "",
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
    const inputs = decidable.map((input) => INPUTS[input] ?? input);
    const beyond = decidable.filter((input) => !AT_HAND.has(input)).map((input) => INPUTS[input] ?? input);
    const why = beyond.length > 0 ? `没有：还须${beyond.join("、")}` : "没有：文字和注册证即可判断，待补";
    const rule = own.get(id);
    const how = rule === undefined ? why : `[有](${id}.md)${rule.shadow === true ? "，默认不启用" : ""}`;
    return `| ${id} | ${name} | ${inputs.join("、")} | ${how} |`;
  });
  const done = entries.filter(({ id }) => own.has(id)).length;
  const open = entries.filter(({ id, decidable }) => !own.has(id) && decidable.every((input) => AT_HAND.has(input)));
  const rest = open.length === 0 ? "都有规则" : `还缺 ${open.map(({ id }) => id).join("、")}`;
  return `# 覆盖表 / Coverage\n\n每个规则编号由什么判断，现在有没有规则。共 ${entries.length} 个编号，已有规则 ${done} 个；只凭文字、类别和注册证就能判断的，${rest}。\n\n| id | 名称 | 判断所需 | 规则 |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}

/** The regulators' monitoring codes that a rule answers. */
function codesOf({ id }: RuleSpec): string {
  const own = regulator.codes.filter(({ rules }) => rules.includes(id));
  if (own.length === 0) return "";
  return `## 监测代码 / Regulators' codes\n\n${own.map(({ code, name }) => `${code} ${name}`).join("；")}。见 [regulator-codes.md](regulator-codes.md)。`;
}

function codesPage(): string {
  const groups = new Map<string, RegulatorCode[]>();
  for (const one of regulator.codes) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  const sections = [...groups].map(
    ([name, codes]) =>
      `## ${name}\n\n| 代码 | 内容 | 现行规则 | 说明 |\n|---|---|---|---|\n${codes.map(rowOf).join("\n")}`,
  );
  const mapped = regulator.codes.filter(({ rules }) => rules.length > 0).length;
  const head = `# 监测代码 / Regulators' codes\n\n由 \`npm run docs:rules\` 从 dictionaries/taxonomy/regulator-codes.yaml 生成。来源：${regulator.source}。代码按已废止的审查发布标准编写，这里对应到现行规则：共 ${regulator.codes.length} 个代码，${mapped} 个有规则，其余写明原因。`;
  return `${[head, ...sections].join("\n\n")}\n`;
}

function rowOf({ code, name, rules, note }: RegulatorCode): string {
  return `| ${code} | ${name} | ${rules.map((id) => `[${id}](${id}.md)`).join("、") || "—"} | ${note ?? ""} |`;
}
