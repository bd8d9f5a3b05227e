import { canonicalJson } from "../canonical-json.js";
import { sha256 } from "../sha256.js";

/** What may be drawn. */
export interface Candidate {
  readonly id: string;
  /** Values of the fields by which strata are made. */
  readonly strata: Readonly<Record<string, string>>;
}

/** A sample and all that is needed to draw it again. */
export interface SampleProof {
  readonly method: "sha256-order-1";
  readonly seed: string;
  /** Percent, above 0, at most 100. */
  readonly rate: number;
  /** Fields by which strata are made. */
  readonly by: readonly string[];
  readonly population: { readonly count: number; readonly sha256: string };
  readonly strata: readonly { readonly name: string; readonly population: number; readonly drawn: number }[];
  readonly sample: readonly string[];
  /** SHA-256 of all of the above. */
  readonly sha256: string;
}

const UNKNOWN = "（未知）";

/**
 * Draws at least `rate` percent of each stratum, and at least one: those whose SHA-256 with the seed comes first. The same
 * seed and list give the same sample, whatever the order of the list; nobody who does not choose the seed chooses the sample.
 *
 * @example
 * drawSample([{ id: "a", strata: {} }], { rate: 10, by: [], seed: "2026-05-01" }).sample; // → ["a"]
 */
export function drawSample(
  all: readonly Candidate[],
  { rate, by, seed }: { readonly rate: number; readonly by: readonly string[]; readonly seed: string },
): SampleProof {
  const unique = new Map(all.map((one) => [one.id, one]));
  const population = [...unique.values()].sort((a, b) => compare(a.id, b.id));
  const strata = new Map<string, { readonly id: string; readonly key: string }[]>();
  for (const { id, strata: values } of population) {
    const name = by.map((field) => values[field] ?? UNKNOWN).join(" / ");
    const stratum = strata.get(name) ?? [];
    stratum.push({ id, key: sha256(canonicalJson([seed, id])) });
    strata.set(name, stratum);
  }
  const drawn = [...strata]
    .sort(([a], [b]) => compare(a, b))
    .map(([name, members]) => {
      // In ten-thousandths, so that 10 % of 30 is 3 and not 4.
      const count = Math.min(
        members.length,
        Math.max(1, Math.ceil((members.length * Math.round(rate * 100)) / 10_000)),
      );
      const chosen = members.sort((a, b) => compare(a.key, b.key) || compare(a.id, b.id)).slice(0, count);
      return { name, population: members.length, chosen: chosen.map(({ id }) => id) };
    });
  const listed = population.map(({ id, strata: values }) => [id, by.map((field) => values[field] ?? UNKNOWN)]);
  const subject = {
    method: "sha256-order-1" as const,
    seed,
    rate,
    by,
    population: { count: population.length, sha256: sha256(canonicalJson(listed)) },
    strata: drawn.map(({ name, population: count, chosen }) => ({ name, population: count, drawn: chosen.length })),
    sample: drawn.flatMap(({ chosen }) => chosen).sort(compare),
  };
  return { ...subject, sha256: sha256(canonicalJson(subject)) };
}

/** What a proof does not agree with, in Chinese, when it is drawn again from the same list; empty where it holds. */
export function faultsInProof(proof: SampleProof, all: readonly Candidate[]): string[] {
  const again = drawSample(all, proof);
  const faults: string[] = [];
  if (again.population.count !== proof.population.count) {
    faults.push(`总体由 ${proof.population.count} 件变为 ${again.population.count} 件`);
  } else if (again.population.sha256 !== proof.population.sha256) faults.push("总体的清单或分层与抽样时不同");
  if (canonicalJson(again.sample) !== canonicalJson(proof.sample)) faults.push("按同一种子抽出的样本不同");
  const { sha256: stated, ...subject } = proof;
  if (sha256(canonicalJson(subject)) !== stated) faults.push("抽样证明与其摘要不符（被改动）");
  return faults;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
