import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { Concept, Dictionary, DictionaryChanges, RuleSpec } from "../contracts/dictionary.js";
import type { Level, Note } from "../contracts/result.js";
import { readDictionaryFolder } from "../dictionaries/compile-folder.js";
import { DictionaryError } from "../dictionaries/dictionary-error.js";
import { joinDictionary } from "../dictionaries/join.js";
import { sharesTerms } from "../dictionaries/load-dictionary.js";
import type { DictionaryFile } from "../dictionaries/read-file.js";
import { ALWAYS_REVIEW } from "./always-review.js";
import { CONFIGURATION, type Configuration } from "./read-configuration.js";
import type { Change, ConfigurationFile } from "./schema.js";

/** A dictionary as a configuration wants it, and what of the configuration holds no more. */
export interface ConfiguredDictionary {
  readonly dictionary: Dictionary;
  /** Sentences about changes whose end date is past: said, not applied. */
  readonly expired: readonly string[];
}

/** The changes of a configuration that hold on a day. */
interface Effective extends ConfigurationFile {
  readonly expired: readonly string[];
}

/** Class of words whose hits take others back: adding one is a way of not finding something. */
const LAWFUL = "lawful";
const NAMES_SHOWN = 20;

/**
 * Extends, overrides and switches off rules of a dictionary.
 *
 * The result carries `changes`, by which every scanner reports what was changed; its version is the base's version, `+`,
 * and eight hex digits of the SHA-256 of the changes in effect. A change whose `until` is before `day` is left out.
 *
 * @param day `YYYY-MM-DD`
 * @throws DictionaryError with file, line and reason where a change names what does not exist or may not be
 * @example
 * configureDictionary(loadDictionary(), readConfiguration("medlint.config.yaml"), "2026-03-01").dictionary.version;
 */
export function configureDictionary(base: Dictionary, configuration: Configuration, day: string): ConfiguredDictionary {
  checkDates(configuration);
  const effective = inEffect(configuration.data, day);
  const files = [...ownFiles(configuration, effective), ...inlineFiles(configuration, effective)];
  const extended = files.length === 0 ? base : joinDictionary(files, base);
  const withTerms = addTerms(configuration, extended, effective);
  const overridden = overrideRules(configuration, withTerms, effective);
  checkOff(configuration, overridden);
  const changes = describeChanges(base, overridden, effective);
  if (changes === null) return { dictionary: base, expired: effective.expired };
  const content = JSON.stringify([
    effective.off,
    effective.override,
    effective.terms,
    extended === base ? null : extended.version,
  ]);
  const version = `${base.version}+${createHash("sha256").update(content).digest("hex").slice(0, 8)}`;
  const dictionary = { ...overridden, version, changes };
  const sameTerms = overridden.concepts === base.concepts && extended === base;
  return { dictionary: sameTerms ? sharesTerms(dictionary, base) : dictionary, expired: effective.expired };
}

function inEffect(data: ConfigurationFile, day: string): Effective {
  const expired: string[] = [];
  const holds =
    <T extends Change>(name: (one: T) => string) =>
    (one: T): boolean => {
      if (one.until === "never" || one.until >= day) return true;
      expired.push(`${name(one)} 的期限（${one.until}）已过，不再适用`);
      return false;
    };
  return {
    ...data,
    dictionaries: data.dictionaries.filter(holds((one) => `自有词库 ${one.folder}`)),
    terms: data.terms.filter(holds((one) => `概念 ${one.concept} 的增加词条`)),
    concepts: data.concepts.filter(holds((one) => `自有概念 ${one.id}`)),
    rules: data.rules.filter(holds((one) => `自有规则 ${one.id}`)),
    override: data.override.filter(holds((one) => `对规则 ${one.rule} 的修改`)),
    off: data.off.filter(holds((one) => `对规则 ${one.rule} 的停用`)),
    expired,
  };
}

const LISTS = ["dictionaries", "terms", "concepts", "rules", "override", "off"] as const;

function checkDates(configuration: Configuration): void {
  for (const list of LISTS) {
    configuration.data[list].forEach((one, index) => {
      if (one.until !== "never" && one.until < one.date) {
        throw complaint(configuration, [list, index, "until"], `until（${one.until}）早于 date（${one.date}）`);
      }
    });
  }
}

function ownFiles({ folder }: Configuration, { dictionaries }: Effective): DictionaryFile[] {
  return dictionaries.flatMap((own) =>
    readDictionaryFolder(resolve(folder, own.folder)).map((file) => ({ ...file, file: `${own.folder}/${file.file}` })),
  );
}

/** Concepts and rules of the configuration file itself, as if they stood in files of a dictionary folder. */
function inlineFiles({ file, at, data }: Configuration, effective: Effective): DictionaryFile[] {
  // Expired entries are left out, so a place in the list is found by identity.
  const locate =
    (key: "concepts" | "rules", list: readonly unknown[]): DictionaryFile["at"] =>
    (path) =>
      at([key, (data[key] as readonly unknown[]).indexOf(list[Number(path[1])]), ...path.slice(2)]);
  const head = { topic: "configuration", name: "配置" };
  const files: DictionaryFile[] = [];
  if (effective.concepts.length > 0) {
    const concepts = effective.concepts.map((one) => withoutChange(one));
    files.push({ type: "terms", file, data: { ...head, concepts }, at: locate("concepts", effective.concepts) });
  }
  if (effective.rules.length > 0) {
    const rules = effective.rules.map((one) => withoutChange(one));
    files.push({ type: "rules", file, data: { ...head, rules }, at: locate("rules", effective.rules) });
  }
  return files;
}

function withoutChange<T extends Change>(item: T): Omit<T, keyof Change> {
  const { reason: _reason, author: _author, date: _date, until: _until, ...rest } = item;
  return rest;
}

function addTerms(configuration: Configuration, dictionary: Dictionary, { terms }: Effective): Dictionary {
  if (terms.length === 0) return dictionary;
  const concepts = new Map(dictionary.concepts.map((concept) => [concept.id, concept]));
  for (const one of terms) {
    const concept = concepts.get(one.concept);
    if (concept === undefined) {
      const index = configuration.data.terms.indexOf(one);
      throw complaint(configuration, ["terms", index, "concept"], `概念「${one.concept}」不存在`);
    }
    const added = one.add.map((term) => (typeof term === "string" ? { text: term } : term));
    concepts.set(concept.id, { ...concept, terms: [...concept.terms, ...added] });
  }
  return { ...dictionary, concepts: [...concepts.values()] };
}

function overrideRules(configuration: Configuration, dictionary: Dictionary, { override }: Effective): Dictionary {
  const rules = new Map(dictionary.rules.map((rule) => [rule.id, rule]));
  configuration.data.override.forEach((one, index) => {
    if (!rules.has(one.rule)) throw unknownRule(configuration, dictionary, ["override", index, "rule"], one.rule);
    if (configuration.data.override.findIndex(({ rule }) => rule === one.rule) < index) {
      throw complaint(configuration, ["override", index, "rule"], `规则「${one.rule}」在 override 中出现两次`);
    }
    if (one.certainty === "violation" && ALWAYS_REVIEW.has(one.rule)) {
      const reason = `规则「${one.rule}」只能由人判断，certainty 不能改为 violation`;
      throw complaint(configuration, ["override", index, "certainty"], reason);
    }
  });
  if (override.length === 0) return dictionary;
  for (const { rule: name, level, certainty, message, suggestion, contexts } of override) {
    const rule = rules.get(name) as RuleSpec;
    rules.set(name, {
      ...rule,
      ...(level === undefined ? {} : { level }),
      ...(message === undefined ? {} : { message }),
      ...(suggestion === undefined ? {} : { suggestion }),
      ...(contexts === undefined ? {} : { contexts }),
      // Patterns that are marked as being for a human stay so.
      ...(certainty === undefined ? {} : { certainty }),
    });
  }
  return { ...dictionary, rules: [...rules.values()] };
}

function checkOff(configuration: Configuration, dictionary: Dictionary): void {
  const known = new Set(dictionary.rules.map(({ id }) => id));
  configuration.data.off.forEach(({ rule }, index) => {
    if (!known.has(rule)) throw unknownRule(configuration, dictionary, ["off", index, "rule"], rule);
    if (configuration.data.off.findIndex((one) => one.rule === rule) < index) {
      throw complaint(configuration, ["off", index, "rule"], `规则「${rule}」在 off 中出现两次`);
    }
  });
}

function describeChanges(base: Dictionary, made: Dictionary, effective: Effective): DictionaryChanges | null {
  const { off, override } = effective;
  const notes: Note[] = [];
  const until = (one: { rule: string; until: string }): string =>
    `${one.rule}（${one.until === "never" ? "长期" : `至 ${one.until}`}）`;
  if (off.length > 0) notes.push({ code: "rules-switched-off", where: off.map(until).join("、") });
  if (override.length > 0) notes.push({ code: "rules-overridden", where: override.map(until).join("、") });
  const added = countAdded(base, made);
  if (added !== "") notes.push({ code: "dictionary-extended", where: added });
  const allowed = allowedWords(base, made);
  if (allowed !== "") notes.push({ code: "words-allowed", where: allowed });
  if (notes.length === 0) return null;
  const levels: Record<string, Level> = {};
  for (const { rule, level } of override) if (level !== undefined) levels[rule] = level;
  return {
    off: off.map(({ rule }) => rule),
    levels,
    review: override.filter(({ certainty }) => certainty === "review").map(({ rule }) => rule),
    notes,
  };
}

function countAdded(base: Dictionary, made: Dictionary): string {
  const terms = ({ concepts }: Dictionary): number => concepts.reduce((sum, one) => sum + one.terms.length, 0);
  const counts: [string, number][] = [
    ["词条", terms(made) - terms(base)],
    ["规则", made.rules.length - base.rules.length],
    ["豁免", made.exemptions.length - base.exemptions.length],
    ["法条原文", made.statutes.length - base.statutes.length],
    ["声明", (made.statements?.length ?? 0) - (base.statements?.length ?? 0)],
    ["展示句式", (made.display?.length ?? 0) - (base.display?.length ?? 0)],
  ];
  return counts.flatMap(([name, count]) => (count > 0 ? [`${name} ${count}`] : [])).join("，");
}

/** What was added that takes findings back: lawful words, exemptions, sentences that count as law. */
function allowedWords(base: Dictionary, made: Dictionary): string {
  const isLawful = (concept: Concept): boolean => concept.classes.includes(LAWFUL);
  const before = new Set(base.concepts.filter(isLawful).flatMap(({ terms }) => terms.map(({ text }) => text)));
  const words = made.concepts
    .filter(isLawful)
    .flatMap(({ terms }) => terms.map(({ text }) => text))
    .filter((word) => !before.has(word));
  const exemptions = made.exemptions.slice(base.exemptions.length).map(({ id }) => id);
  const statutes = made.statutes.slice(base.statutes.length);
  const all = [...words, ...exemptions, ...statutes];
  const rest = all.length > NAMES_SHOWN ? ` 等 ${all.length} 项` : "";
  return all.slice(0, NAMES_SHOWN).join("、") + rest;
}

function unknownRule(configuration: Configuration, { rules }: Dictionary, path: PropertyKey[], id: string) {
  const near = rules.filter((rule) => rule.id.includes(id) || id.includes(rule.id)).map((rule) => rule.id);
  const hint = near.length > 0 ? `，相近的有：${near.slice(0, 5).join("、")}` : "，用 medlint rules list 查看全部规则";
  return complaint(configuration, path, `规则「${id}」不存在${hint}`);
}

function complaint({ file, at }: Configuration, path: PropertyKey[], reason: string): DictionaryError {
  const { line, column } = at(path);
  return new DictionaryError(file, line, column, reason, CONFIGURATION);
}
