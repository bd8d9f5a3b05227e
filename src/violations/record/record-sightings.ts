import type { CaseActor, CaseState, Moment } from "../../contracts/case.js";
import type { Finding, Level } from "../../contracts/result.js";
import { insertOpenings, type Opening, openingOf, type WriteContext } from "../actions/apply-event.js";
import { applyDecisions } from "../actions/decide-cluster.js";
import { appendEntries } from "../audit/append-entries.js";
import type { NewEvent } from "../audit/log-entry.js";
import { contentHash, sha256 } from "../canonical.js";
import { dayOf } from "../clocks/beijing.js";
import { insertAll } from "../store/insert-all.js";
import type { CaptureRow, ClusterRow, FindingRow } from "../store/tables.js";
import { caseNumber, takeOrdinals } from "./case-number.js";
import { clusterOf } from "./cluster.js";
import { type Known, loadKnown } from "./load-known.js";
import { proposeLevel } from "./propose-level.js";
import { merchantKey, type Sighting } from "./sighting.js";

/** Sightings written by one transaction. */
export const MAX_BATCH = 500;

/** What became of the findings of one listing in one rule family. */
export interface Recorded {
  readonly listing: string;
  readonly family: string;
  readonly number: string;
  readonly outcome: "opened" | "captured" | "unchanged";
}

/** Findings of one listing and family: what one case is about. */
interface Item {
  readonly sighting: Sighting;
  readonly family: string;
  readonly subject: string;
  readonly capture: string;
  readonly findings: readonly { readonly finding: Finding; readonly cluster: ClusterRow; readonly detail: string }[];
}

/** A case that the batch adds to. */
interface Target {
  readonly number: string;
  readonly episode: number;
  readonly state: CaseState;
  readonly known: Map<string, number>;
}

/**
 * Puts findings into cases, in one transaction: one case a listing and rule family, further captures are added, what
 * was recorded already changes nothing. After a closed case the next finding opens a new one.
 *
 * @param at moment of recording
 */
export async function recordSightings(
  context: WriteContext,
  sightings: readonly Sighting[],
  at: Moment,
  actor: CaseActor,
): Promise<Recorded[]> {
  const { transaction, operations, key } = context;
  const items = sightings.flatMap((sighting) => itemsOf(sighting, context));
  const known = await loadKnown(
    transaction,
    operations,
    items.map(({ subject, capture, family, sighting, findings }) => ({
      subject,
      capture,
      family,
      merchant: merchantKey(sighting.facts.merchant),
      clusters: findings.map(({ cluster }) => cluster.id),
    })),
    at,
  );
  const batch = new Batch(context, known, at, actor);
  const fresh = items.filter((item) => batch.opens(item)).length;
  const first = fresh > 0 ? await takeOrdinals(transaction, dayOf(at), fresh) : 0;
  const recorded = batch.take(items, first);
  await insertOpenings(transaction, batch.openings);
  await insertAll(transaction, "case_clusters", batch.clusters, true);
  await insertAll(transaction, "case_findings", batch.findings);
  await insertAll(transaction, "case_captures", batch.captures);
  for (const { number, fingerprint, times, seen } of batch.seenAgain) {
    await transaction
      .updateTable("case_findings")
      .set({ times_seen: times, last_seen: seen })
      .where("number", "=", number)
      .where("fingerprint", "=", fingerprint)
      .execute();
  }
  for (const [number, seen] of batch.touched) {
    await transaction.updateTable("cases").set({ last_seen: seen }).where("number", "=", number).execute();
  }
  await appendEntries(transaction, batch.events, key);
  if (known.hasDecisions) {
    const opened = recorded.filter(({ outcome }) => outcome === "opened");
    await applyDecisions(
      context,
      opened.map(({ number }) => number),
      at,
    );
  }
  return recorded;
}

function itemsOf(sighting: Sighting, { operations }: WriteContext): Item[] {
  const families = new Map<string, Finding[]>();
  for (const finding of sighting.findings) {
    const family = operations.familyOf(finding.rule);
    families.set(family, [...(families.get(family) ?? []), finding]);
  }
  const merchant = merchantKey(sighting.facts.merchant);
  return [...families].map(([family, findings]) => {
    const subject = contentHash({ listing: sighting.listing, family });
    const rows = [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()].map((finding) => ({
      finding,
      cluster: clusterOf(finding, merchant, sighting.pictures[finding.where?.image?.index ?? -1] ?? null),
      detail: JSON.stringify(finding),
    }));
    const seen = rows.map(({ detail }) => sha256(detail)).sort();
    const { day, at: capturedAt, engine, evidence } = sighting;
    const capture = contentHash({ subject, seen, day, capturedAt, engine, evidence });
    return { sighting, family, subject, capture, findings: rows };
  });
}

class Batch {
  readonly openings: Opening[] = [];
  readonly clusters: ClusterRow[] = [];
  readonly findings: FindingRow[] = [];
  readonly captures: CaptureRow[] = [];
  readonly events: NewEvent[] = [];
  readonly seenAgain: { number: string; fingerprint: string; times: number; seen: Moment }[] = [];
  readonly touched = new Map<string, Moment>();
  readonly #context: WriteContext;
  readonly #known: Known;
  readonly #at: Moment;
  readonly #actor: CaseActor;
  readonly #targets: Map<string, Target>;
  readonly #counted = new Set<string>();
  readonly #captures: Map<string, string>;
  #ordinal = 0;

  constructor(context: WriteContext, known: Known, at: Moment, actor: CaseActor) {
    this.#context = context;
    this.#known = known;
    this.#at = at;
    this.#actor = actor;
    this.#captures = new Map(known.captures);
    this.#targets = new Map(
      [...known.cases].map(([subject, { number, episode, state, findings }]) => [
        subject,
        { number, episode, state: state as CaseState, known: new Map(findings) },
      ]),
    );
  }

  /** Whether an item will open a case; asked once an item, in order, before numbers are taken. */
  opens(item: Item): boolean {
    if (this.#captures.has(item.capture) || this.#counted.has(item.subject)) return false;
    const target = this.#targets.get(item.subject);
    if (target !== undefined && this.#belongs(target, item)) return false;
    this.#counted.add(item.subject);
    return true;
  }

  take(items: readonly Item[], firstOrdinal: number): Recorded[] {
    this.#ordinal = firstOrdinal;
    return items.map((item) => {
      const { sighting, family, capture } = item;
      const old = this.#captures.get(capture);
      if (old !== undefined) return { listing: sighting.listing, family, number: old, outcome: "unchanged" };
      const open = this.#counted.delete(item.subject);
      const number = open ? this.#open(item) : this.#add(item);
      this.#captures.set(capture, number);
      return { listing: sighting.listing, family, number, outcome: open ? "opened" : "captured" };
    });
  }

  /** A closed case takes no new findings; a false alarm takes those that were judged with it. */
  #belongs({ state, known }: Target, { findings }: Item): boolean {
    if (state === "false-alarm") return findings.every(({ finding }) => known.has(finding.fingerprint));
    return state !== "closed" && state !== "archived";
  }

  #open(item: Item): string {
    const { operations, profile } = this.#context;
    const { sighting, family, subject } = item;
    const day = dayOf(this.#at);
    const ordinal = this.#ordinal++;
    const number = caseNumber(day, ordinal);
    const episode = (this.#targets.get(subject)?.episode ?? 0) + 1;
    const seen = sighting.at ?? this.#at;
    const levels = item.findings.map(({ finding }) => finding.level);
    const repeats = this.#known.repeats.get(`${merchantKey(sighting.facts.merchant)}\n${family}`) ?? [];
    const proposed = proposeLevel(Math.min(...levels) as Level, repeats, operations.repeatMonths);
    const isShadow = item.findings.every(({ finding }) => this.#known.shadowRules.has(finding.rule));
    const opening = openingOf(
      {
        number,
        ordinal,
        subject,
        episode,
        source: "scanner",
        source_reference: null,
        priority: proposed.level === 1 ? 1 : (operations.sources.get("scanner")?.priority ?? 3),
        family,
        proposed_level: proposed.level,
        proposed_reason: proposed.reason,
        state: "clue",
        shadow: isShadow ? 1 : 0,
        opened_at: this.#at,
        first_seen: seen,
        last_seen: seen,
      },
      day,
      sighting.facts,
      this.#actor,
      operations,
      profile,
    );
    this.openings.push(opening);
    this.#targets.set(subject, { number, episode, state: "clue", known: new Map() });
    const findings = this.#keep(item, number, seen);
    this.#say(number, "opened", {
      state: "clue",
      source: "scanner",
      family,
      episode,
      proposedLevel: proposed.level,
      facts: sha256(opening.row.facts),
      findings,
      capture: item.capture,
    });
    return number;
  }

  #add(item: Item): string {
    const target = this.#targets.get(item.subject);
    if (target === undefined) throw new TypeError("an item that opens no case has one");
    const seen = item.sighting.at ?? this.#at;
    const findings = this.#keep(item, target.number, seen);
    this.touched.set(target.number, seen);
    this.#say(target.number, "captured", { capture: item.capture, findings });
    return target.number;
  }

  /** @returns the findings that are new to the case, as the log holds them */
  #keep(item: Item, number: string, seen: Moment): { fingerprint: string; hash: string }[] {
    const { sighting, capture } = item;
    const known = this.#targets.get(item.subject)?.known ?? new Map<string, number>();
    const engine = JSON.stringify(sighting.engine);
    const fresh: { fingerprint: string; hash: string }[] = [];
    for (const { finding, cluster, detail } of item.findings) {
      const { fingerprint, rule } = finding;
      const times = (known.get(fingerprint) ?? 0) + 1;
      known.set(fingerprint, times);
      if (times > 1) {
        this.seenAgain.push({ number, fingerprint, times, seen });
        continue;
      }
      this.clusters.push(cluster);
      const dates = { first_seen: seen, last_seen: seen, times_seen: 1 };
      this.findings.push({ number, fingerprint, rule, cluster: cluster.id, detail, engine, ...dates });
      fresh.push({ fingerprint, hash: sha256(detail) });
    }
    const fingerprints = item.findings.map(({ finding }) => finding.fingerprint);
    const detail = JSON.stringify({ fingerprints, engine: sighting.engine, evidence: sighting.evidence });
    this.captures.push({ id: capture, number, at: seen, day: sighting.day, detail });
    return fresh;
  }

  #say(number: string, event: string, data: NewEvent["data"]): void {
    this.events.push({ at: this.#at, actor: this.#actor, number, event, data });
  }
}
