import { foldedLetters } from "../../claims/folded-letters.js";
import type { StatementSpec } from "../../contracts/dictionary.js";
import type { Basis } from "../../contracts/result.js";
import { compileWording, type Wording } from "./find-wording.js";

/** A statement ready to be looked for. */
export interface CompiledStatement {
  readonly spec: StatementSpec;
  /** The exact wording and its variants. */
  readonly wordings: readonly Wording[];
  /** Beginnings of the pieces of all wordings: most texts hold none and need not be folded. */
  readonly seeds: readonly string[];
  /** Folded words, of each list one must be on the page. */
  readonly words: readonly (readonly string[])[];
  readonly bases: readonly Basis[];
}

/** Folds the wordings and words of a statement. */
export function compileStatement(spec: StatementSpec, bases: readonly { readonly basis: Basis }[]): CompiledStatement {
  const keep = spec.keep.map(foldedLetters);
  const wordings = spec.wordings.map((text) => compileWording(text, keep));
  return {
    spec,
    wordings,
    seeds: [...new Set(wordings.flatMap(({ seeds }) => seeds))],
    words: spec.words.map((list) => list.map(foldedLetters)),
    bases: bases.map(({ basis }) => basis),
  };
}
