import type { Term } from "../contracts/match.js";

/** What a term says beside its text: the same for most. */
type Manner = Pick<Term, "noise" | "variants">;

/** Terms column by column: a third of the bytes, and of the time to read them. */
interface Columns {
  readonly texts: readonly string[];
  /** Ids that are not the text: index of the term, id. */
  readonly ids: readonly (readonly [index: number, id: string])[];
  readonly manners: readonly Manner[];
  /** Runs of terms of one manner: how many, index of the manner. */
  readonly runs: readonly number[];
}

/** Writes terms as JSON in UTF-8. */
export function writeTerms(terms: readonly Term[]): Uint8Array {
  const known = new Map<string, number>();
  const manners: Manner[] = [];
  const runs: number[] = [];
  for (const { id: _id, text: _text, ...manner } of terms) {
    const key = JSON.stringify(manner);
    let index = known.get(key);
    if (index === undefined) {
      index = manners.push(manner) - 1;
      known.set(key, index);
    }
    if (runs.at(-1) === index) runs[runs.length - 2] = (runs[runs.length - 2] as number) + 1;
    else runs.push(1, index);
  }
  const columns: Columns = {
    texts: terms.map(({ text }) => text),
    ids: terms.flatMap(({ id, text }, index) => (id === text ? [] : [[index, id] as const])),
    manners,
    runs,
  };
  return new TextEncoder().encode(JSON.stringify(columns));
}

/** Reads terms that `writeTerms` wrote; they are frozen. */
export function readTerms(bytes: Uint8Array): readonly Term[] {
  const { texts, ids, manners, runs } = JSON.parse(new TextDecoder().decode(bytes)) as Columns;
  const idOf = new Map(ids);
  const terms: Term[] = [];
  for (let run = 0; run < runs.length; run += 2) {
    const manner = manners[runs[run + 1] as number];
    for (let left = runs[run] as number; left > 0; left--) {
      const text = texts[terms.length] as string;
      terms.push(Object.freeze({ id: idOf.get(terms.length) ?? text, text, ...manner }));
    }
  }
  return Object.freeze(terms);
}
