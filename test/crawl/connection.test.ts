import { createHash, X509Certificate } from "node:crypto";
import type { AddressInfo, Socket } from "node:net";
import { connect as connectTls, createServer } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionOf, remember } from "../../src/crawl/fetch/connection.js";
import { open } from "../../src/crawl/fetch/connector.js";

/** Of `shop.test`, made for these tests, known to nobody. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgksnN3QCaET39wafp
on9JzZy+urPtcQkKQ1sX3UO4I3mhRANCAATscHyqn6Efhg4HrqSRV4vzHZL2XjCQ
wQGR/IPkxbuIsqwqvpBT2QRLzD2qvlE34etUw7N7V99TuA3UZm07GM08
-----END PRIVATE KEY-----
`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIB5TCCAYqgAwIBAgIUfsfQ+hLIWCVsSnEl5DTja82fLVgwCgYIKoZIzj0EAwIw
NTESMBAGA1UEAwwJc2hvcC50ZXN0MRIwEAYDVQQKDAlUZXN0IFNob3AxCzAJBgNV
BAYTAkNOMCAXDTI2MTEyMjExNDE1NFoYDzIxMjYxMDI5MTE0MTU0WjA1MRIwEAYD
VQQDDAlzaG9wLnRlc3QxEjAQBgNVBAoMCVRlc3QgU2hvcDELMAkGA1UEBhMCQ04w
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATscHyqn6Efhg4HrqSRV4vzHZL2XjCQ
wQGR/IPkxbuIsqwqvpBT2QRLzD2qvlE34etUw7N7V99TuA3UZm07GM08o3YwdDAd
BgNVHQ4EFgQUSlm8QZowQnVuuQ4jyCg/kjg/GWYwHwYDVR0jBBgwFoAUSlm8QZow
QnVuuQ4jyCg/kjg/GWYwDwYDVR0TAQH/BAUwAwEB/zAhBgNVHREEGjAYgglzaG9w
LnRlc3SCCyouc2hvcC50ZXN0MAoGCCqGSM49BAMCA0kAMEYCIQDHwssGxlBd2gPk
ENroNjecHyDSfZQ08wiEg0i1ukOG2QIhAPsi4giCbpipVkEsTrjJF3sSeISiYQ4m
t042uBRu2Prd
-----END CERTIFICATE-----
`;

const server = createServer({ key: KEY, cert: CERTIFICATE, minVersion: "TLSv1.3" }, (socket) => socket.end("x"));
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe("what is known of a connection", () => {
  it("over TLS: version, cipher, and the certificate that the server showed", async () => {
    const raw = await open("127.0.0.1", port);
    const secured = connectTls({ socket: raw, servername: "shop.test", ca: CERTIFICATE });
    await new Promise<void>((resolve, reject) => secured.once("secureConnect", resolve).once("error", reject));
    const pinned = { address: "127.0.0.1", family: 4, among: ["127.0.0.1", "127.0.0.9"] } as const;
    expect(remember(secured, raw, pinned, "10.0.0.2:3128")).toBe(secured);
    const { raw: der } = new X509Certificate(CERTIFICATE);
    expect(connectionOf(secured)).toEqual({
      address: "127.0.0.1",
      dns: ["127.0.0.1", "127.0.0.9"],
      source: "dns",
      local: "127.0.0.1",
      proxy: "10.0.0.2:3128",
      http: "HTTP/1.1",
      tls: {
        version: "TLSv1.3",
        cipher: expect.stringMatching(/^TLS_/),
        subject: "CN=shop.test, O=Test Shop, C=CN",
        issuer: "CN=shop.test, O=Test Shop, C=CN",
        sha256: createHash("sha256").update(der).digest("hex"),
        validFrom: expect.stringMatching(/^\d{4}-.*Z$/),
        validTo: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    });
    secured.destroy();
  });

  it("nothing, where it was not made here", () => {
    expect(connectionOf({} as Socket)).toBeNull();
  });
});
