import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { PinnedAddress } from "../addresses/address-guard.js";

/** Over which connection an answer came: what evidence says of its circumstances. Plain data. */
export interface Connection {
  /** The address that was checked and connected to, or that a proxy was told to connect to. */
  readonly address: string;
  /** All that the name stood for when it was asked. */
  readonly dns: readonly string[];
  /** Whether the address came of DNS, stood in the address itself, or in the configuration. */
  readonly source: "dns" | "literal" | "configuration";
  /** Own address of the connection; behind a translating router not the one that the shop sees. */
  readonly local: string | null;
  /** `host:port` of the proxy; null where there was none. */
  readonly proxy: string | null;
  /** Of the request; a browser's is not known. */
  readonly http: string | null;
  readonly tls: TlsFacts | null;
}

export interface TlsFacts {
  /** `TLSv1.3`. */
  readonly version: string;
  readonly cipher: string | null;
  readonly subject: string;
  readonly issuer: string;
  /** SHA-256 of the server's certificate (DER), hex; null where a browser does not tell. */
  readonly sha256: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

const CONNECTIONS = new WeakMap<Socket, Connection>();

/** Remembers what is known of a connection that was just made. @returns the socket */
export function remember(socket: Socket, raw: Socket, pinned: PinnedAddress, proxy: string | null): Socket {
  CONNECTIONS.set(socket, {
    address: pinned.address,
    dns: pinned.among ?? [pinned.address],
    source: pinned.source ?? "dns",
    local: raw.localAddress ?? null,
    proxy,
    http: "HTTP/1.1",
    tls: socket instanceof TLSSocket ? tlsOf(socket) : null,
  });
  return socket;
}

/** What is known of a connection; null where it was not made here. */
export function connectionOf(socket: Socket): Connection | null {
  return CONNECTIONS.get(socket) ?? null;
}

function tlsOf(socket: TLSSocket): TlsFacts {
  const { subject, issuer, fingerprint256, valid_from, valid_to } = socket.getPeerCertificate();
  return {
    version: socket.getProtocol() ?? "",
    cipher: socket.getCipher().name,
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    sha256: fingerprint256 === undefined ? null : fingerprint256.replaceAll(":", "").toLowerCase(),
    validFrom: momentOf(valid_from),
    validTo: momentOf(valid_to),
  };
}

function momentOf(text: string | undefined): string | null {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function nameOf(name: Readonly<Record<string, string | string[] | undefined>> | undefined): string {
  const part = (key: string) => [name?.[key] ?? []].flat().join("+");
  return ["CN", "O", "C"].flatMap((key) => (part(key) === "" ? [] : `${key}=${part(key)}`)).join(", ");
}
