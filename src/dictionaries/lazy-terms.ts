import type { Concept, Dictionary, TermEntry } from "../contracts/dictionary.js";

/** Concepts as they are written to a file: how many terms each has, and bytes of their JSON in another file. */
export interface PackedConcepts {
  readonly concepts: readonly (Omit<Concept, "terms"> & { readonly terms: readonly [count: number, bytes: number] })[];
  /** JSON of the terms, concept after concept, in UTF-8. */
  readonly terms: Uint8Array;
}

/** Concepts that were unpacked, as they were packed: to pack them again is to hand that on. */
const unpacked = new WeakMap<Dictionary["concepts"], () => PackedConcepts>();

/** Parts concepts from their terms, which are two thirds of a dictionary, and of which a text needs some dozens. */
export function packConcepts({ concepts }: Pick<Dictionary, "concepts">): PackedConcepts {
  const known = unpacked.get(concepts);
  if (known !== undefined) return known();
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
  const terms = (): Uint8Array => {
    file ??= readTerms();
    return file;
  };
  let at = 0;
  const concepts = packed.map((concept) => {
    const [count, bytes] = concept.terms;
    const from = at;
    at += bytes;
    const read = (): TermEntry[] => {
      return JSON.parse(new TextDecoder().decode(terms().subarray(from, from + bytes))) as TermEntry[];
    };
    return { ...concept, terms: lazyArray(count, read) };
  });
  unpacked.set(concepts, () => ({ concepts: packed, terms: terms() }));
  return concepts;
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
