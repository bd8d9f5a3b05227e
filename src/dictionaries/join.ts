import { createHash } from "node:crypto";
import { COMPARISON_CHECKS } from "../contracts/comparison.js";
import {
  type BasisRef,
  type Concept,
  type Dictionary,
  type DisplaySpec,
  type ExemptionSpec,
  LISTING_CHECKS,
  type PatternSpec,
  type RuleExample,
  type RuleSpec,
  type StatementSpec,
  type TermEntry,
  type VoiceSpec,
} from "../contracts/dictionary.js";
import type { Basis } from "../contracts/result.js";
import { DictionaryError } from "./dictionary-error.js";
import type { DictionaryFile } from "./read-file.js";
import type { RuleFile, TermFile } from "./schema.js";

/**
 * Joins checked files into one dictionary: ids unique, parents, bases and exemptions resolvable, order independent of
 * the file system.
 *
 * @param base a dictionary that the files add to
 * @throws DictionaryError naming the file and line of the first contradiction
 */
export function joinDictionary(files: readonly DictionaryFile[], base?: Dictionary): Dictionary {
  const concepts = byId<Concept>(base?.concepts);
  const rules = byId<RuleSpec>(base?.rules);
  const exemptions = byId<ExemptionSpec>(base?.exemptions);
  const bases = new Map<string, Basis>(Object.entries(base?.bases ?? {}));
  const statutes: string[] = [...(base?.statutes ?? [])];
  const statements = byId<StatementSpec>(base?.statements);
  const display: DisplaySpec[] = [...(base?.display ?? [])];
  let voice: Omit<VoiceSpec, "model"> | undefined = base?.voice;
  let model = base?.voice?.model;
  for (const source of files) {
    if (source.type === "terms") {
      source.data.concepts.forEach((item, index) => {
        claimId(concepts, item.id, source, ["concepts", index, "id"]);
        concepts.set(item.id, toConcept(item));
      });
    } else if (source.type === "rules") {
      source.data.rules.forEach((item, index) => {
        claimId(rules, item.id, source, ["rules", index, "id"]);
        rules.set(item.id, toRule(item));
      });
    } else if (source.type === "exemptions") {
      source.data.exemptions.forEach((item, index) => {
        claimId(exemptions, item.id, source, ["exemptions", index, "id"]);
        exemptions.set(item.id, item);
      });
    } else if (source.type === "bases") {
      source.data.bases.forEach((item, index) => {
        claimId(bases, item.id, source, ["bases", index, "id"]);
        const { id: _id, ...basis } = item;
        bases.set(item.id, basis);
      });
    } else if (source.type === "statements") {
      source.data.statements.forEach((item, index) => {
        claimId(statements, item.id, source, ["statements", index, "id"]);
        const { note: _note, ...statement } = item;
        statements.set(item.id, statement);
      });
    } else if (source.type === "display") {
      for (const item of source.data.display) {
        const { note: _note, ...rest } = item;
        display.push({ ...rest, violates: toExamples(item.violates), passes: toExamples(item.passes) });
      }
    } else if (source.type === "voice") {
      voice = source.data.voice;
    } else if (source.type === "model") {
      model = source.data.model;
    } else {
      for (const law of source.data.statutes) statutes.push(...law.sentences);
    }
  }
  for (const source of files) {
    checkReferences(source, concepts, rules, exemptions, bases);
    checkStatements(source, statements, rules, bases);
    checkDisplay(source, rules, exemptions);
    checkVoice(source, rules);
  }
  const content = {
    concepts: [...concepts.values()],
    rules: [...rules.values()],
    exemptions: [...exemptions.values()],
    bases: Object.fromEntries(bases),
    statutes,
    statements: [...statements.values()],
    display,
    ...(voice === undefined || model === undefined ? {} : { voice: { ...voice, model } }),
  };
  const version = createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12);
  return { version, ...content };
}

function byId<T extends { readonly id: string }>(list: readonly T[] | undefined): Map<string, T> {
  return new Map((list ?? []).map((item) => [item.id, item]));
}

function claimId(seen: ReadonlyMap<string, unknown>, id: string, source: DictionaryFile, path: PropertyKey[]): void {
  if (!seen.has(id)) return;
  const at = source.at(path);
  throw new DictionaryError(source.file, at.line, at.column, `id「${id}」重复`);
}

function checkReferences(
  source: DictionaryFile,
  concepts: ReadonlyMap<string, Concept>,
  rules: ReadonlyMap<string, RuleSpec>,
  exemptions: ReadonlyMap<string, ExemptionSpec>,
  bases: ReadonlyMap<string, Basis>,
): void {
  const need = (known: boolean, path: PropertyKey[], reason: string): void => {
    if (known) return;
    const at = source.at(path);
    throw new DictionaryError(source.file, at.line, at.column, reason);
  };
  if (source.type === "terms") {
    source.data.concepts.forEach((item, index) => {
      item.parents?.forEach((parent, n) => {
        need(concepts.has(parent), ["concepts", index, "parents", n], `上位概念「${parent}」不存在`);
      });
      item.sites?.forEach((site, n) => {
        need(concepts.has(site), ["concepts", index, "sites", n], `部位「${site}」不存在`);
      });
    });
  }
  if (source.type === "rules") {
    source.data.rules.forEach((item, index) => {
      item.basis.forEach((basis, n) => {
        const ref = typeof basis === "string" ? basis : basis.ref;
        need(bases.has(ref), ["rules", index, "basis", n], `依据「${ref}」不存在`);
      });
      item.exempt.forEach((exemption, n) => {
        need(exemptions.has(exemption), ["rules", index, "exempt", n], `豁免「${exemption}」不存在`);
      });
      item.follows?.rules?.forEach((rule, n) => {
        need(rules.has(rule), ["rules", index, "follows", "rules", n], `规则「${rule}」不存在`);
      });
      item.comparisons.forEach((name, n) => {
        const isKnown = (COMPARISON_CHECKS as readonly string[]).includes(name);
        need(isKnown, ["rules", index, "comparisons", n], `没有名为「${name}」的比对`);
      });
      item.checks?.forEach((name, n) => {
        const isKnown = (LISTING_CHECKS as readonly string[]).includes(name);
        need(isKnown, ["rules", index, "checks", n], `没有名为「${name}」的整页检查`);
      });
      const judges =
        item.patterns.length +
        item.claims.length +
        item.comparisons.length +
        (item.checks?.length ?? 0) +
        (item.follows ? 1 : 0);
      need(
        judges > 0,
        ["rules", index, "id"],
        "规则没有 patterns、claims、comparisons、checks 或 follows，永远不会命中",
      );
    });
  }
}

/** A voice weighs on rules that exist and raises heads under rules that exist; a model has a bias and a weight a head. */
function checkVoice(source: DictionaryFile, rules: ReadonlyMap<string, RuleSpec>): void {
  const need = (known: boolean, path: PropertyKey[], reason: string): void => {
    if (known || (source.type !== "voice" && source.type !== "model")) return;
    const at = source.at(path);
    throw new DictionaryError(source.file, at.line, at.column, reason);
  };
  if (source.type === "voice") {
    const { judges, heads } = source.data.voice;
    judges.forEach((rule, n) => {
      need(rules.has(rule), ["voice", "judges", n], `规则「${rule}」不存在`);
    });
    heads.forEach(({ raises }, head) => {
      raises.forEach(({ rule }, n) => {
        need(rules.has(rule), ["voice", "heads", head, "raises", n, "rule"], `规则「${rule}」不存在`);
      });
    });
  } else if (source.type === "model") {
    const { heads, biases, grams } = source.data.model;
    need(biases.length === heads.length, ["model", "biases"], "每列须有一个偏置");
    const columns = heads.length + 2;
    const wrong = grams.split("\n").findIndex((line) => line !== "" && line.split("\t").length !== columns);
    need(wrong < 0, ["model", "grams"], `grams 第 ${wrong + 1} 行须有 ${columns} 列`);
  }
}

function checkDisplay(
  source: DictionaryFile,
  rules: ReadonlyMap<string, RuleSpec>,
  exemptions: ReadonlyMap<string, ExemptionSpec>,
): void {
  if (source.type !== "display") return;
  source.data.display.forEach((item, index) => {
    const at = source.at(["display", index, "rule"]);
    const fail = (reason: string): never => {
      throw new DictionaryError(source.file, at.line, at.column, reason);
    };
    if (!rules.has(item.rule)) fail(`规则「${item.rule}」不存在`);
    for (const id of item.exempt) if (!exemptions.has(id)) fail(`豁免「${id}」不存在`);
  });
}

/** A statement names a rule that listens to it, known bases and known neighbours, and says how it is shown. */
function checkStatements(
  source: DictionaryFile,
  statements: ReadonlyMap<string, StatementSpec>,
  rules: ReadonlyMap<string, RuleSpec>,
  bases: ReadonlyMap<string, Basis>,
): void {
  if (source.type !== "statements") return;
  source.data.statements.forEach((item, index) => {
    const need = (known: boolean, key: PropertyKey, reason: string): void => {
      if (known) return;
      const at = source.at(["statements", index, key]);
      throw new DictionaryError(source.file, at.line, at.column, reason);
    };
    const isHeard = item.rule === undefined || rules.get(item.rule)?.checks?.includes("statements") === true;
    need(isHeard, "rule", `规则「${item.rule}」不存在，或者没有 checks: [statements]`);
    for (const ref of item.basis) need(bases.has(ref), "basis", `依据「${ref}」不存在`);
    for (const id of item.nearly) need(statements.has(id), "nearly", `声明「${id}」不存在`);
    const ways = item.wordings.length + item.words.length + (item.number === undefined ? 0 : 1);
    need(item.rule === undefined || ways > 0, "id", "声明没有 wordings、words 或 number，永远算缺失");
  });
}

function toConcept(item: TermFile["concepts"][number]): Concept {
  const defaults = {
    ...(item.noise === undefined ? {} : { noise: item.noise }),
    ...(item.variants === undefined ? {} : { variants: item.variants }),
  };
  const terms: TermEntry[] = item.terms.map((term) =>
    typeof term === "string" ? { text: term, ...defaults } : { ...defaults, ...term },
  );
  const { class: classes, terms: _terms, noise: _noise, variants: _variants, note: _note, ages: _ages, ...rest } = item;
  return { ...rest, classes: typeof classes === "string" ? [classes] : classes, terms };
}

function toRule(item: RuleFile["rules"][number]): RuleSpec {
  const { changes: _changes, ...rest } = item;
  const patterns: PatternSpec[] = item.patterns.map((one) => (typeof one === "string" ? { match: one } : one));
  const basis: BasisRef[] = item.basis.map((one) => (typeof one === "string" ? { ref: one } : one));
  return {
    ...rest,
    basis,
    patterns,
    violates: toExamples(item.violates),
    passes: toExamples(item.passes),
  };
}

function toExamples(list: RuleFile["rules"][number]["violates"]): RuleExample[] {
  return list.map((one) => (typeof one === "string" ? { text: one } : (one as RuleExample)));
}
