import { BlockList, isIP } from "node:net";

/**
 * Addresses that no page may lead to: this machine, private networks, link-local and metadata services, carrier-grade
 * NAT, multicast, reserved ranges, and IPv6 forms that carry an IPv4 address.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const FORBIDDEN: readonly (readonly [network: string, prefix: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  // Carrier-grade NAT; 100.100.100.200 within it is the metadata service of a Chinese cloud.
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  // The platform service of a cloud, reachable from its machines only.
  ["168.63.129.16", 32],
  // ::, ::1 and the deprecated ::a.b.c.d.
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
];

const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/** Decides which addresses may be connected to. */
export class AddressRules {
  readonly #forbidden = new BlockList();
  readonly #allowed = new BlockList();

  /**
   * @param allowed networks (`127.0.0.0/8`, `10.1.2.3`) that are allowed although they are not public
   * @throws TypeError where one is no network
   */
  constructor(allowed: readonly string[] = []) {
    for (const [network, prefix] of FORBIDDEN) this.#forbidden.addSubnet(network, prefix, familyOf(network));
    for (const one of allowed) {
      const [network = "", prefix] = one.split("/");
      const version = isIP(network);
      const bits = prefix === undefined ? (version === 4 ? 32 : 128) : Number(prefix);
      if (version === 0 || !Number.isInteger(bits)) throw new TypeError(`${one} is no network`);
      this.#allowed.addSubnet(network, bits, familyOf(network));
    }
  }

  /**
   * Whether an address may not be connected to. What is no address is forbidden.
   *
   * @example
   * new AddressRules().isForbidden("::ffff:127.0.0.1"); // → true
   */
  isForbidden(address: string): boolean {
    const plain = unmapped(address);
    const version = isIP(plain);
    if (version === 0) return true;
    const family = version === 4 ? "ipv4" : "ipv6";
    if (this.#allowed.check(plain, family)) return false;
    return this.#forbidden.check(plain, family);
  }
}

/** An IPv4 address written as `::ffff:a.b.c.d` or `::ffff:abcd:ef01` is that IPv4 address; a zone is left out. */
function unmapped(address: string): string {
  const bare = address.replace(/%.*$/s, "");
  if (isIP(bare) !== 6) return bare;
  // The URL parser writes every IPv6 address in its one shortest form.
  const shortest = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const parts = MAPPED.exec(shortest);
  if (parts === null) return shortest;
  const high = Number.parseInt(parts[1] ?? "0", 16);
  const low = Number.parseInt(parts[2] ?? "0", 16);
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
