import { type AttributeName, isAttributeName } from "../element-attributes.js";

/** What one element must be: `li.name[itemprop="x"]:first-child`. */
export interface Compound {
  readonly tag: string | null;
  readonly id: string | null;
  readonly classes: readonly string[];
  readonly attributes: readonly AttributeTest[];
  readonly isFirstChild: boolean;
}

export interface AttributeTest {
  readonly name: AttributeName;
  /** `*=` … ; null where the attribute need only be there. */
  readonly operator: "=" | "*=" | "^=" | "$=" | null;
  readonly value: string;
}

/** A selector that can be told while a page streams by. */
export interface Selector {
  /** From the outermost element in. */
  readonly compounds: readonly Compound[];
  /** By compound: whether its element is a child of that of the compound before, rather than anywhere within. */
  readonly isChild: readonly boolean[];
  /** What the text of the element must contain. */
  readonly contains: string | null;
}

const PART =
  /([a-z][a-z0-9-]*)|\.([A-Za-z_][\w-]*)|#([A-Za-z_][\w-]*)|\[([a-z-]+)(?:([*^$]?=)"([^"\\]*)")?\]|(:first-child)|:contains\("([^"\\]*)"\)|(\s*>\s*|\s+)/y;
/** Attributes whose values count in any case: left to a library. */
const ANY_CASE: ReadonlySet<string> = new Set(["rel", "type", "color", "bgcolor"]);

/**
 * Reads a selector of the usual kind: tags, classes, ids, attributes, `:first-child`, `:contains("…")` at the end, and
 * elements within others.
 *
 * @returns null for any other selector
 * @example
 * parseSelector(".price > b")?.compounds.length; // → 2
 */
export function parseSelector(text: string): Selector | null {
  const compounds: Compound[] = [];
  const isChild: boolean[] = [];
  let contains: string | null = null;
  let child = false;
  let at = 0;
  while (at < text.length) {
    const part = { tag: null as string | null, id: null as string | null, isFirstChild: false };
    const classes: string[] = [];
    const attributes: AttributeTest[] = [];
    let combinator: string | undefined;
    const from = at;
    while (at < text.length && combinator === undefined) {
      PART.lastIndex = at;
      const found = PART.exec(text);
      if (found === null || contains !== null) return null;
      const [, tag, name, id, attribute, operator, value = "", first, words, joiner] = found;
      if (tag !== undefined) {
        if (at > from) return null;
        part.tag = tag;
      } else if (name !== undefined) classes.push(name);
      else if (id !== undefined) part.id = id;
      else if (attribute !== undefined) {
        if (!isAttributeName(attribute) || ANY_CASE.has(attribute) || (operator !== undefined && value === ""))
          return null;
        attributes.push({ name: attribute, operator: (operator ?? null) as AttributeTest["operator"], value });
      } else if (first !== undefined) part.isFirstChild = true;
      else if (words !== undefined) contains = words;
      else combinator = joiner;
      at = PART.lastIndex;
    }
    const isEmpty = part.tag === null && part.id === null && classes.length === 0 && attributes.length === 0;
    // Nothing may follow the last compound, and something must follow a combinator.
    if (isEmpty || (combinator !== undefined && (at === text.length || contains !== null))) return null;
    compounds.push({ ...part, classes, attributes });
    isChild.push(child);
    child = combinator?.includes(">") === true;
  }
  return compounds.length === 0 ? null : { compounds, isChild, contains };
}
