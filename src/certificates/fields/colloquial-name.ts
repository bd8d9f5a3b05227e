import type { Comparison } from "../../contracts/comparison.js";
import type { Concept } from "../../contracts/dictionary.js";
import { compactName, showsName, withoutBrackets } from "./compact-name.js";
import type { FieldInput } from "./field-input.js";
import { pageNames } from "./page-names.js";
import { provesFact } from "./proof.js";

/** What people call a product, and the names that such products are registered under. */
export interface ColloquialName {
  readonly registered: readonly string[];
  readonly words: readonly string[];
}

const read = new WeakMap<readonly Concept[], readonly ColloquialName[]>();

/** Colloquial names among the dictionary's concepts: `name` holds the registered ones, parted by `/`, notes in （）. */
export function colloquialNames(concepts: readonly Concept[]): readonly ColloquialName[] {
  let names = read.get(concepts);
  if (names === undefined) {
    names = concepts
      .filter((concept) => concept.classes.includes("colloquial-name"))
      .map(({ name, terms }) => ({
        registered: name
          .split(/[/／]/)
          .map((one) => withoutBrackets(one).trim())
          .filter((one) => one.length >= 2),
        words: terms.map(({ text }) => text),
      }));
    read.set(concepts, names);
  }
  return names;
}

/**
 * A title or name attribute that calls a product as people do and nowhere by its registered name. In running text such words
 * are free. Source: the platform's rule that names are as registered, 俗称 excluded.
 */
export function checkColloquialName(input: FieldInput, names: readonly ColloquialName[]): Comparison[] {
  if (!input.isProductPage || names.length === 0) return [];
  const known = input.known.filter((one) => (one.productName?.trim() ?? "") !== "");
  const certificate = known[0];
  if (certificate === undefined || known.length > 1) return [];
  const registered = certificate.productName ?? "";
  const compact = compactName(withoutBrackets(registered));
  const shown = pageNames(input);
  if (shown.some((name) => name.from !== "title" && showsName(name.text, registered))) return [];
  for (const name of shown) {
    if (name.from === "aside" || showsName(name.text, registered)) continue;
    const word = names
      .filter((one) => one.registered.some((generic) => isKind(compact, compactName(generic))))
      .flatMap(({ words }) => words)
      .filter((one) => name.text.includes(one) && !registered.includes(one))
      .sort((a, b) => b.length - a.length)[0];
    if (word === undefined) continue;
    const passage = input.passages[name.passage];
    const start = passage?.text.indexOf(word) ?? 0;
    return [
      {
        check: "colloquial-name",
        certainty: name.from === "registered" && provesFact(certificate, input.day) ? "violation" : "review",
        passage: name.passage,
        start: Math.max(0, start),
        end: Math.max(0, start) + word.length,
        certificateNumber: certificate.number ?? null,
        field: "productName",
        registered,
        claimed: word,
        asOf: certificate.asOf ?? null,
        reason: `产品名称使用俗称“${word}”，注册名称是“${registered}”`,
      },
    ];
  }
  return [];
}

/** Whether a registered name is of the kind: 上臂式电子血压计 is an 电子血压计, 退热贴 the kind of 医用退热贴. */
function isKind(registered: string, generic: string): boolean {
  return registered.endsWith(generic) || (registered.length >= 3 && generic.endsWith(registered));
}
