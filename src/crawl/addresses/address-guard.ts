import { lookup as systemLookup } from "node:dns/promises";
import { isIP } from "node:net";
import { PermanentFetchError, RetryableFetchError } from "../fetch/fetch-errors.js";
import { MAX_DNS_ENTRIES } from "../limits.js";
import type { AddressRules } from "./forbidden-addresses.js";

/** Milliseconds for which an answer is kept. Short: a shop may move; every answer is checked anew. */
const DNS_TTL_MS = 60_000;

/** An address to connect to, checked. */
export interface PinnedAddress {
  readonly address: string;
  readonly family: 4 | 6;
  /** All addresses that the name stood for. */
  readonly among?: readonly string[] | undefined;
  /** Where it came from; absent: DNS. */
  readonly source?: "dns" | "literal" | "configuration" | undefined;
}

export interface GuardOptions {
  /** Addresses of hosts that are not asked of the system: for tests and intranets. `*.shop.test` stands for all within. */
  readonly hosts?: Readonly<Record<string, string>> | undefined;
  /** Asks the system; tests hand in their own. */
  readonly lookup?: ((host: string) => Promise<readonly PinnedAddress[]>) | undefined;
}

/**
 * Turns host names into addresses that may be connected to. The caller connects to the address given here and to no
 * other: a name that answers differently the next moment (rebinding) gains nothing.
 */
export class AddressGuard {
  readonly #rules: AddressRules;
  readonly #hosts: ReadonlyMap<string, string>;
  readonly #lookup: (host: string) => Promise<readonly PinnedAddress[]>;
  readonly #known = new Map<string, { readonly found: readonly PinnedAddress[]; readonly until: number }>();

  constructor(rules: AddressRules, { hosts = {}, lookup = lookUp }: GuardOptions = {}) {
    this.#rules = rules;
    this.#hosts = new Map(Object.entries(hosts).map(([host, address]) => [host.toLowerCase(), address]));
    this.#lookup = lookup;
  }

  /**
   * Refuses a host that is written as a forbidden address, in whatever form: the URL parser has already turned decimal,
   * octal and hexadecimal forms into the plain one.
   *
   * @throws PermanentFetchError `address-forbidden`
   */
  checkLiteral(hostname: string): void {
    const bare = hostname.replace(/^\[|\]$/g, "");
    if (isIP(bare) !== 0) this.#check(bare, hostname);
  }

  /**
   * The checked addresses of a host. One forbidden address among several refuses the host: the answer is not trusted.
   *
   * @param hostname as `URL.hostname` gives it, IPv6 in brackets
   * @throws PermanentFetchError `address-forbidden`; RetryableFetchError `dns`
   */
  async resolve(hostname: string): Promise<PinnedAddress> {
    const bare = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
    const literal = isIP(bare);
    if (literal !== 0) {
      this.#check(bare, hostname);
      return { address: bare, family: literal === 4 ? 4 : 6, source: "literal" };
    }
    const found = await this.#addressesOf(bare);
    for (const { address } of found) this.#check(address, hostname);
    const [first] = found;
    if (first === undefined) throw new RetryableFetchError("dns", `${bare} 没有地址`);
    return { ...first, among: found.map(({ address }) => address) };
  }

  async #addressesOf(host: string): Promise<readonly PinnedAddress[]> {
    const mapped = this.#mapped(host);
    if (mapped !== undefined) return [{ address: mapped, family: isIP(mapped) === 6 ? 6 : 4, source: "configuration" }];
    const now = Date.now();
    const known = this.#known.get(host);
    if (known !== undefined && known.until > now) return known.found;
    let found: readonly PinnedAddress[];
    try {
      found = await this.#lookup(host);
    } catch (cause) {
      throw new RetryableFetchError("dns", `无法解析 ${host}`, { cause });
    }
    if (this.#known.size >= MAX_DNS_ENTRIES) this.#known.clear();
    this.#known.set(host, { found, until: now + DNS_TTL_MS });
    return found;
  }

  #mapped(host: string): string | undefined {
    const exact = this.#hosts.get(host);
    if (exact !== undefined) return exact;
    for (let at = host.indexOf("."); at >= 0; at = host.indexOf(".", at + 1)) {
      const within = this.#hosts.get(`*${host.slice(at)}`);
      if (within !== undefined) return within;
    }
    return undefined;
  }

  #check(address: string, host: string): void {
    if (this.#rules.isForbidden(address))
      throw new PermanentFetchError("address-forbidden", `${host} 指向内部或保留地址 ${address}，未连接`);
  }
}

async function lookUp(host: string): Promise<readonly PinnedAddress[]> {
  const found = await systemLookup(host, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}
