import { HostPace } from "./fetch/host-pace.js";
import type { Frontier, Lease } from "./frontier/frontier.js";
import type { Sites } from "./site-options.js";

/** A lease taken ahead is work in flight, should the process die. */
const LEASES_AHEAD = 4;

/** One host in a run. */
export interface HostWork {
  readonly id: number;
  readonly pace: HostPace;
  /** Taken ahead, not yet begun. */
  readonly leases: Lease[];
  /** When addresses that wait are due; null: none are known to wait. */
  dueAt: number | null;
}

/** The hosts of a run: their pace, and the addresses taken up ahead for each. */
export class HostBook {
  readonly #frontier: Frontier;
  readonly #sites: Sites;
  readonly #hosts = new Map<number, HostWork>();

  constructor(frontier: Frontier, sites: Sites) {
    this.#frontier = frontier;
    this.#sites = sites;
  }

  all(): IterableIterator<HostWork> {
    return this.#hosts.values();
  }

  get(id: number): HostWork {
    const known = this.#hosts.get(id);
    if (known !== undefined) return known;
    const { hostname } = new URL(`http://${this.#frontier.hostName(id)}`);
    const host: HostWork = { id, pace: new HostPace(this.#sites.paceOf(hostname)), leases: [], dueAt: null };
    this.#hosts.set(id, host);
    return host;
  }

  /** Whether a host could ask for more than was taken up for it. */
  runsShort(now: number): boolean {
    for (const { dueAt, leases, pace } of this.#hosts.values())
      if (dueAt !== null && dueAt <= now && leases.length < pace.limit) return true;
    return false;
  }

  /**
   * Takes up addresses for hosts that run short; within a transaction.
   *
   * @param left addresses that the budget has left
   * @returns how many were taken up for the first time
   */
  takeUp(now: number, left: number): number {
    let fresh = 0;
    for (const host of this.#hosts.values()) {
      if (host.dueAt === null || host.dueAt > now || host.leases.length >= host.pace.limit) continue;
      const count = host.pace.isSpaced ? 1 : host.pace.limit * LEASES_AHEAD;
      const before = this.#frontier.taken;
      const leases = this.#frontier.lease(host.id, count, now, left - fresh);
      fresh += this.#frontier.taken - before;
      host.leases.push(...leases);
      host.dueAt = leases.length === count ? 0 : this.#frontier.nextDueAt(host.id, left > fresh);
    }
    return fresh;
  }

  /** Whether anything is taken up ahead. */
  hasLeases(): boolean {
    for (const { leases } of this.#hosts.values()) if (leases.length > 0) return true;
    return false;
  }

  /** Requests under way, by host. */
  inFlight(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { id, pace } of this.#hosts.values())
      if (pace.inFlight > 0) counts.set(this.#frontier.hostName(id), pace.inFlight);
    return counts;
  }
}
