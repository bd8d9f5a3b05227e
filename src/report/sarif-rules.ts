import type { Basis, Level } from "../contracts/result.js";
import { citeBasis } from "./place.js";
import type { RuleInfo } from "./rule-catalogue.js";
import { FORCE_NAMES } from "./wording.js";

export type SarifLevel = "error" | "warning" | "note";

/** 极严重 and 严重 are errors, 一般 a warning, 轻微 a note. */
export const SARIF_LEVELS: Readonly<Record<Level, SarifLevel>> = { 1: "error", 2: "error", 3: "warning", 4: "note" };

/** `security-severity`, by which code scanning sorts: 9 and more is critical, 7 high, 4 medium, below low. */
const SEVERITIES: Readonly<Record<Level, string>> = { 1: "9.5", 2: "8.0", 3: "5.0", 4: "2.0" };

/** A rule as SARIF describes it: names, help with its law, default level. */
export function sarifRule(rule: RuleInfo): object {
  const basis = rule.basis.map((one) => `${citeBasis(one)}：${one.text}`);
  const suggestion = rule.suggestion === "" ? [] : [`建议：${rule.suggestion}`];
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: plainMessage(rule.name) },
    fullDescription: { text: plainMessage(rule.message) },
    help: {
      text: plainMessage([rule.message, ...suggestion, ...basis.map((line) => `依据 ${line}`)].join("\n")),
      markdown: [
        `**${rule.name}**（${rule.englishName}）`,
        rule.message,
        ...suggestion,
        ...basis.map((line) => `- ${line}`),
      ].join("\n\n"),
    },
    defaultConfiguration: { level: SARIF_LEVELS[rule.level] },
    properties: {
      level: rule.level,
      englishName: rule.englishName,
      tags: ["compliance", "advertising-law"],
      "security-severity": SEVERITIES[rule.level],
      basis: rule.basis.map(basisProperties),
    },
  };
}

/** A basis as a property: where it stands, its force and dates. */
export function basisProperties(basis: Basis): object {
  const { law, article, effectiveFrom, effectiveTo, force, territory, penalty, checked } = basis;
  return { law, article, force: FORCE_NAMES[force], territory, effectiveFrom, effectiveTo, penalty, checked };
}

/**
 * Escapes what a SARIF message reads as mark: placeholders `{0}` and links `[text](target)` (SARIF 2.1.0, 3.11.5 and
 * 3.11.6).
 *
 * @example
 * plainMessage("[x](javascript:1) {0}"); // → "\\[x\\](javascript:1) {{0}}"
 */
export function plainMessage(text: string): string {
  return text.replace(/[\\[\]]/g, "\\$&").replace(/[{}]/g, "$&$&");
}

/** `off-scope-claim` → `OffScopeClaim`. */
function pascalCase(id: string): string {
  return id.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
