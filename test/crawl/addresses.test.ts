import { describe, expect, it } from "vitest";
import { AddressGuard } from "../../src/crawl/addresses/address-guard.js";
import { AddressRules } from "../../src/crawl/addresses/forbidden-addresses.js";
import { canonicalUrl } from "../../src/crawl/urls/canonical-url.js";
import { Scope } from "../../src/crawl/urls/scope.js";
import { fitsPattern } from "../../src/crawl/urls/url-pattern.js";

/** Forms in which a page may write an address of this machine or a private network. */
const FORBIDDEN = [
  ["loopback", "127.0.0.1"],
  ["loopback elsewhere", "127.8.9.10"],
  ["loopback, short", "127.1"],
  ["decimal", "2130706433"],
  ["octal", "0177.0.0.1"],
  ["octal, whole", "017700000001"],
  ["hexadecimal", "0x7f000001"],
  ["hexadecimal parts", "0x7f.0x0.0x0.0x1"],
  ["mixed", "0x7f.1"],
  ["zero", "0"],
  ["0/8", "0.1.2.3"],
  ["private 10/8", "10.1.2.3"],
  ["private 172.16/12", "172.31.255.255"],
  ["private 192.168/16", "192.168.1.1"],
  ["link-local", "169.254.1.1"],
  ["metadata", "169.254.169.254"],
  ["metadata, decimal", "2852039166"],
  ["metadata in CGNAT", "100.100.100.200"],
  ["CGNAT", "100.64.0.1"],
  ["cloud platform", "168.63.129.16"],
  ["benchmarking", "198.18.0.1"],
  ["multicast", "224.0.0.251"],
  ["broadcast", "255.255.255.255"],
  ["reserved", "240.0.0.1"],
  ["full-width digits", "１２７.０.０.１"],
  ["ideographic full stop", "127。0。0。1"],
  ["percent-encoded", "%31%32%37.0.0.1"],
  ["trailing dot", "127.0.0.1."],
  ["v6 unspecified", "[::]"],
  ["v6 loopback", "[::1]"],
  ["v6 loopback, long", "[0:0:0:0:0:0:0:1]"],
  ["v4-mapped", "[::ffff:127.0.0.1]"],
  ["v4-mapped, hexadecimal", "[::ffff:7f00:1]"],
  ["v4-mapped private", "[::ffff:10.0.0.1]"],
  ["v4-compatible", "[::127.0.0.1]"],
  ["NAT64", "[64:ff9b::7f00:1]"],
  ["6to4", "[2002:7f00:1::]"],
  ["Teredo", "[2001::1]"],
  ["v6 link-local", "[fe80::1]"],
  ["v6 unique local", "[fd00:ec2::254]"],
  ["v6 site-local", "[fec0::1]"],
  ["v6 multicast", "[ff02::1]"],
] as const;

const PUBLIC = [
  "8.8.8.8",
  "1.1.1.1",
  "100.63.255.255",
  "100.128.0.1",
  "172.32.0.1",
  "[2400:3200::1]",
  "[::ffff:8.8.8.8]",
];

describe("addresses", () => {
  const guard = new AddressGuard(new AddressRules());

  it.each(FORBIDDEN)("%s is refused before connecting: %s", async (_name, written) => {
    const { hostname } = new URL(`http://${written}/`);
    expect(() => guard.checkLiteral(hostname.replace(/\.$/, ""))).toThrow(/未连接/);
    await expect(guard.resolve(hostname)).rejects.toMatchObject({ reason: "address-forbidden" });
  });

  it.each(PUBLIC)("%s is public", async (written) => {
    const { hostname } = new URL(`http://${written}/`);
    expect((await guard.resolve(hostname)).address).toBe(hostname.replace(/^\[|\]$/g, ""));
  });

  it("checks what a name resolves to, every answer of it", async () => {
    const answers = [
      { address: "8.8.8.8", family: 4 as const },
      { address: "::ffff:169.254.169.254", family: 6 as const },
    ];
    const mixed = new AddressGuard(new AddressRules(), { lookup: async () => answers });
    await expect(mixed.resolve("shop.example")).rejects.toMatchObject({ reason: "address-forbidden" });
  });

  it("pins the checked answer: a name that answers differently next is connected to where it was checked", async () => {
    const answers = ["8.8.8.8", "127.0.0.1"];
    let asked = 0;
    const rebinding = new AddressGuard(new AddressRules(), {
      lookup: async () => [{ address: answers[asked++] ?? "127.0.0.1", family: 4 }],
    });
    expect(await rebinding.resolve("rebind.example")).toMatchObject({ address: "8.8.8.8", family: 4 });
    expect(await rebinding.resolve("rebind.example")).toMatchObject({ address: "8.8.8.8", family: 4 });
    expect(asked).toBe(1);
  });

  it("allows what the configuration allows, and nothing beside it", async () => {
    const own = new AddressGuard(new AddressRules(["127.0.0.1/32", "fd12::/16"]), {
      hosts: { "*.shop.test": "127.0.0.1" },
    });
    expect(await own.resolve("a.shop.test")).toMatchObject({ address: "127.0.0.1", family: 4 });
    expect((await own.resolve("[fd12::5]")).family).toBe(6);
    await expect(own.resolve("127.0.0.2")).rejects.toMatchObject({ reason: "address-forbidden" });
  });

  it("a name without an answer may be tried again", async () => {
    const none = new AddressGuard(new AddressRules(), { lookup: () => Promise.reject(new Error("ENOTFOUND")) });
    await expect(none.resolve("nowhere.example")).rejects.toMatchObject({ name: "RetryableFetchError", reason: "dns" });
  });
});

describe("canonical addresses", () => {
  it.each([
    ["HTTP://Shop.Example:80/a#top", "http://shop.example/a"],
    ["https://shop.example./", "https://shop.example/"],
    ["http://u:p@shop.example/", "http://shop.example/"],
    ["http://shop.example/a;jsessionid=ABC?b=2&a=1", "http://shop.example/a?a=1&b=2"],
    ["http://shop.example/?utm_source=x&spm=1&PHPSESSID=2&id=3", "http://shop.example/?id=3"],
    ["../item/%e6%a2%85", "http://shop.example/item/%e6%a2%85"],
    ["http://2130706433/", "http://127.0.0.1/"],
    ["javascript:alert(1)", null],
    ["data:text/html,x", null],
    ["file:///etc/passwd", null],
    [`http://shop.example/${"a".repeat(2_030)}`, null],
    ["http://shop.example/x/y/x/y/x/y/x/y/", null],
    ["http://shop.example/x/y/x/y/x/y/", "http://shop.example/x/y/x/y/x/y/"],
  ])("%s", (written, canonical) => {
    expect(canonicalUrl(written, "http://shop.example/list/1")).toBe(canonical);
    if (canonical !== null) expect(canonicalUrl(canonical)).toBe(canonical);
  });

  it.each([
    ["/item/1.html", "/item/*", true],
    ["/item/1.html", "/item/*.html", true],
    ["/item/1.htm", "/item/*.html", false],
    ["/a/b/c", "*b*", true],
    ["/abc", "/ab*bc", false],
    ["/x", "/x", true],
    ["/xy", "/x", false],
  ])("%s fits %s: %s", (text, pattern, expected) => {
    expect(fitsPattern(text, pattern)).toBe(expected);
  });

  it("keeps to hosts and patterns, and says what a link is", () => {
    const scope = new Scope({
      hosts: ["shop.example", "*.mall.example"],
      include: [],
      exclude: ["/cart*"],
      dropParams: ["From"],
      links: [
        { match: "*page=*", as: "pagination" },
        { match: "*sku=*", as: "variant" },
        { match: "/print/*", as: "ignore" },
      ],
      pages: [{ match: "/item/*", page: "product" }],
    });
    const base = "http://shop.example/";
    expect(scope.target("item/1?from=home", base)).toEqual({ url: "http://shop.example/item/1", via: "link" });
    expect(scope.target("list?page=2", base)?.via).toBe("pagination");
    expect(scope.target("item/1?sku=3", base)?.via).toBe("variant");
    expect(scope.target("http://a.mall.example/x", base)?.via).toBe("link");
    for (const no of [
      "#top",
      "",
      "/cart/add",
      "/print/1",
      "http://elsewhere.example/",
      "http://xmall.example/",
      "mailto:a@b",
    ])
      expect(scope.target(no, base)).toBeNull();
    expect(scope.pageRule("http://shop.example/item/1")?.page).toBe("product");
  });
});
