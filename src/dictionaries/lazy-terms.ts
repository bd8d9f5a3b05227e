import type { Concept, Dictionary, TermEntry } from "../contracts/dictionary.js";

/** Concepts as they are written to a file: how many terms each has, and bytes of their JSON in another file. */
export interface PackedConcepts {
  readonly concepts: readonly (Omit<Concept, "terms"> & { readonly terms: readonly [count: number, bytes: number] })[];
  /** JSON of the terms, concept after concept, in UTF-8. */
  readonly terms: Uint8Array;
}

/** Parts concepts from their terms, which are two thirds of a dictionary, and of which a text needs some dozens. */
export function packConcepts({ concepts }: Dictionary): PackedConcepts {
  const pieces = concepts.map(({ terms }) => Buffer.from(JSON.stringify(terms)));
  return {
    concepts: concepts.map((concept, i) => ({ ...concept, terms: [concept.terms.length, pieces[i]?.length ?? 0] })),
    terms: Buffer.concat(pieces),
  };
}

/**
 * The concepts again. Their terms are parsed concept by concept when they are first read; how many there are is known
 * without that.
 *
 * @param readTerms reads the other file, once
 */
export function unpackConcepts(packed: PackedConcepts["concepts"], readTerms: () => Uint8Array): Concept[] {
  let file: Uint8Array | undefined;
  let at = 0;
  return packed.map((concept) => {
    const [count, bytes] = concept.terms;
    const from = at;
    at += bytes;
    const read = (): TermEntry[] => {
      file ??= readTerms();
      return JSON.parse(new TextDecoder().decode(file.subarray(from, from + bytes))) as TermEntry[];
    };
    return { ...concept, terms: lazyArray(count, read) };
  });
}

/** An array that is made when anything but its length is asked for. */
function lazyArray<T extends object>(length: number, make: () => T[]): readonly T[] {
  const target: T[] = [];
  const fill = (): void => {
    if (target.length === 0) target.push(...make());
  };
  return new Proxy(target, {
    get(_, key) {
      if (key === "length") return length;
      fill();
      return Reflect.get(target, key) as unknown;
    },
    has(_, key) {
      fill();
      return Reflect.has(target, key);
    },
    ownKeys() {
      fill();
      return Reflect.ownKeys(target);
    },
    getOwnPropertyDescriptor(_, key) {
      fill();
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
}
