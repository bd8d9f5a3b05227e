import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { AddressGuard, PinnedAddress } from "../addresses/address-guard.js";
import { open } from "../fetch/connector.js";
import { MAX_DNS_ENTRIES } from "../limits.js";

/** Headers between two neighbours, not for the server behind. */
const HOP_BY_HOP = ["proxy-connection", "proxy-authorization", "connection", "keep-alive", "te", "trailer", "upgrade"];

/**
 * The only way out of the browser: a proxy on loopback that resolves every host itself, checks the addresses and connects
 * to the very one that was checked. What a page's scripts ask for passes here too.
 */
export class GuardingProxy {
  readonly #guard: AddressGuard;
  readonly #server: Server;
  /** Hosts that were refused, in the order in which they were asked for. */
  readonly refused: string[] = [];
  readonly #pinned = new Map<string, PinnedAddress>();

  private constructor(guard: AddressGuard) {
    this.#guard = guard;
    this.#server = createServer((incoming, response) => void this.#forward(incoming, response));
    this.#server.on("connect", (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
      socket.on("error", () => socket.destroy());
      void this.#tunnel(incoming, socket, head);
    });
    this.#server.on("clientError", (_error, socket) => socket.destroy());
  }

  static async start(guard: AddressGuard): Promise<GuardingProxy> {
    const proxy = new GuardingProxy(guard);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The address that a host was connected to last; null where it was not. */
  pinnedOf(hostname: string): PinnedAddress | null {
    return this.#pinned.get(hostname) ?? null;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  async #forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("error", () => response.destroy());
    try {
      const url = new URL(incoming.url ?? "");
      if (url.protocol !== "http:") throw new TypeError("no address of http");
      const { address } = await this.#resolve(url.hostname);
      const headers: Record<string, string | string[] | undefined> = { ...incoming.headers, host: url.host };
      for (const name of HOP_BY_HOP) delete headers[name];
      const port = url.port === "" ? 80 : Number(url.port);
      const path = url.pathname + url.search;
      const outgoing = request({ host: address, port, path, method: incoming.method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      outgoing.on("error", () => {
        if (response.headersSent) response.destroy();
        else response.writeHead(502).end();
      });
      response.on("close", () => outgoing.destroy());
      incoming.pipe(outgoing);
    } catch {
      response.writeHead(403);
      response.end();
    }
  }

  async #tunnel(incoming: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    try {
      const { hostname, port } = new URL(`http://${incoming.url}`);
      const { address } = await this.#resolve(hostname);
      const target = await open(address, port === "" ? 80 : Number(port));
      target.on("error", () => socket.destroy());
      socket.on("close", () => target.destroy());
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      target.write(head);
      target.pipe(socket).pipe(target);
    } catch {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    }
  }

  async #resolve(hostname: string) {
    try {
      const pinned = await this.#guard.resolve(hostname);
      if (this.#pinned.size >= MAX_DNS_ENTRIES) this.#pinned.clear();
      this.#pinned.set(hostname, pinned);
      return pinned;
    } catch (error) {
      this.refused.push(hostname);
      throw error;
    }
  }
}
