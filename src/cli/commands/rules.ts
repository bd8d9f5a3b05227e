import { resolve } from "node:path";
import type { Dictionary, RuleSpec } from "../../contracts/dictionary.js";
import { loadRegulatorCodes, type RegulatorCode } from "../../dictionaries/regulator-codes.js";
import { todayInShanghai } from "../../prepare/day.js";
import { neutralise } from "../../report/neutralise.js";
import { createTheme } from "../../report/theme.js";
import { CERTAINTY_NAMES } from "../../report/wording.js";
import { loadConfigured } from "../configured.js";
import { UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import { type Io, wantsColor } from "../io.js";
import { judgeExamples } from "../judge-examples.js";
import { describeState, ruleStates } from "../rule-states.js";
import type { Services } from "../services.js";

export interface RulesOptions {
  readonly dictionary?: string | undefined;
  readonly config?: string | boolean | undefined;
  readonly format?: "stylish" | "json" | undefined;
  readonly color?: boolean | undefined;
}

/** `medlint rules list`: every rule in one line, by level, then id, with what a configuration made of it. */
export async function listRules(options: RulesOptions, io: Io, services: Services): Promise<number> {
  const { dictionary, configuration } = await loadConfigured(options, todayInShanghai(), io, services);
  const rules = [...dictionary.rules].sort((a, b) => a.level - b.level || (a.id < b.id ? -1 : 1));
  const states = ruleStates(dictionary, configuration);
  if (options.format === "json") {
    const rows = rules.map((rule) => ({ ...brief(rule), ...(states.get(rule.id) ?? { state: "on" }) }));
    await io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return EXIT.ok;
  }
  const theme = createTheme(wantsColor(options.color ?? true, io.stdout, io.env));
  const width = Math.max(...rules.map((rule) => rule.id.length));
  for (const rule of rules) {
    const level = theme.level(rule.level, `${rule.level} 级`);
    const state = states.get(rule.id);
    const remark = state === undefined ? "" : `  ${theme.heading(neutralise(describeState(state)))}`;
    await io.stdout.write(
      `${level}  ${rule.id.padEnd(width)}  ${rule.name.zh}（${CERTAINTY_NAMES[rule.certainty]}）${remark}\n`,
    );
  }
  const off = [...states.values()].filter(({ state }) => state === "off").length;
  const stopped = off === 0 ? "" : `，其中停用 ${off} 条`;
  await io.stdout.write(theme.muted(`共 ${rules.length} 条规则${stopped}，词库 ${dictionary.version}\n`));
  return EXIT.ok;
}

function brief(rule: RuleSpec) {
  const { id, name, level, certainty, kinds = [] } = rule;
  return { id, name: name.zh, nameEn: name.en, level, certainty, kinds };
}

/** `medlint rules show ID`: what the rule forbids, its legal basis, and its examples. */
export async function showRule(id: string, options: RulesOptions, io: Io, services: Services): Promise<number> {
  const { dictionary, configuration } = await loadConfigured(options, todayInShanghai(), io, services);
  const rule = dictionary.rules.find((candidate) => candidate.id === id);
  if (!rule) {
    const near = dictionary.rules.filter((candidate) => candidate.id.includes(id) || candidate.name.zh.includes(id));
    const hint =
      near.length > 0 ? `相近的有：${near.map((one) => one.id).join("、")}` : "用 medlint rules list 查看全部规则";
    throw new UsageError(`没有规则 ${id}。${hint}`, "MEDLINT_USAGE_UNKNOWN_RULE");
  }
  if (options.format === "json") {
    const basis = rule.basis.map(({ ref, kinds }) => ({ ...dictionary.bases[ref], ...(kinds && { kinds }) }));
    const state = ruleStates(dictionary, configuration).get(id) ?? { state: "on" };
    const codes = regulatorCodes(id).map(({ code, name, note }) => ({ code, name, note }));
    await io.stdout.write(`${JSON.stringify({ ...rule, basis, codes, ...state }, null, 2)}\n`);
    return EXIT.ok;
  }
  const theme = createTheme(wantsColor(options.color ?? true, io.stdout, io.env));
  const state = ruleStates(dictionary, configuration).get(id);
  const codes = regulatorCodes(id).map(({ code, name }) => `${code} ${name}`);
  const lines = [
    `${theme.heading(rule.id)}  ${rule.name.zh}（${rule.name.en}）`,
    `等级 ${theme.level(rule.level, `${rule.level} 级`)}  判断 ${CERTAINTY_NAMES[rule.certainty]}  适用 ${rule.kinds?.join("、") ?? "全部类别"}`,
    `说明 ${rule.message}`,
    `建议 ${rule.suggestion}`,
    ...(state === undefined ? [] : [`状态 ${neutralise(describeState(state))}`]),
    ...basisLines(rule, dictionary),
    ...(codes.length === 0 ? [] : [`监测代码 ${codes.join("；")}`]),
    ...rule.violates.map((example) => `违反 ${theme.match(example.text)}`),
    ...rule.passes.map((example) => `允许 ${theme.suggestion(example.text)}`),
  ];
  await io.stdout.write(`${lines.join("\n")}\n`);
  return EXIT.ok;
}

/** Codes of the regulators' monitoring that this rule answers. */
function regulatorCodes(id: string): readonly RegulatorCode[] {
  return loadRegulatorCodes().codes.filter(({ rules }) => rules.includes(id));
}

function basisLines(rule: RuleSpec, dictionary: Dictionary): string[] {
  return rule.basis.flatMap(({ ref, kinds }) => {
    const basis = dictionary.bases[ref];
    if (!basis) return [];
    const only = kinds ? `（${kinds.join("、")}）` : "";
    const until = basis.effectiveTo ? `，至 ${basis.effectiveTo}` : "";
    return [
      `依据 《${basis.law}》${basis.article}${only}，${basis.effectiveFrom} 起${until}${basis.checked ? "" : "，依据待核"}`,
      `     ${basis.text}`,
    ];
  });
}

/** `medlint rules check [FOLDER]`: is the dictionary well-formed, and does every example come out as it says? */
export async function checkRules(
  folder: string | undefined,
  options: Pick<RulesOptions, "config">,
  io: Io,
  services: Services,
): Promise<number> {
  const configured = await loadConfigured({ ...options, dictionary: folder }, todayInShanghai(), io, services);
  // Examples are true of the rules as written: what is switched off or overridden is left aside.
  const { changes: _changes, ...dictionary } = configured.dictionary;
  const failures = judgeExamples(dictionary, await services.createScanner(dictionary), todayInShanghai());
  for (const { rule, example, expected, got } of failures) {
    await io.stdout.write(`${rule}：“${example}” 应${expected}，实际${got}\n`);
  }
  const terms = dictionary.concepts.reduce((sum, concept) => sum + concept.terms.length, 0);
  const examples = dictionary.rules.reduce((sum, rule) => sum + rule.violates.length + rule.passes.length, 0);
  const name = folder === undefined ? "随程序的词库" : resolve(folder);
  await io.stdout.write(
    `${name}：版本 ${dictionary.version}，${terms} 个词条，${dictionary.rules.length} 条规则，${examples} 个例句，` +
      `${failures.length === 0 ? "全部符合" : `${failures.length} 个不符`}\n`,
  );
  return failures.length === 0 ? EXIT.ok : EXIT.violation;
}
