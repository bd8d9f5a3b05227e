import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { AddressGuard, PinnedAddress } from "../addresses/address-guard.js";
import { MAX_CONNECT_MS } from "../limits.js";
import { remember } from "./connection.js";

/** A proxy of the operator: trusted, so that it may stand in a private network. */
export interface SiteProxy {
  readonly host: string;
  readonly port: number;
  /** `user:password`, or absent. */
  readonly credentials?: string | undefined;
}

/** What undici asks of a connector; only what is used of it. */
interface ConnectOptions {
  readonly hostname: string;
  readonly protocol: string;
  readonly port: string;
  readonly servername?: string | undefined;
}

type Callback = (...result: [null, Socket] | [Error, null]) => void;

/** Proxies answer a CONNECT with a short header. */
const MAX_CONNECT_ANSWER = 16 * 1024;

/**
 * A connector for undici: the host is resolved and checked here and connected to at the very address that was checked. A
 * proxy is asked for that address too, by CONNECT, so that it resolves nothing itself.
 */
export function pinnedConnector(guard: AddressGuard, proxyOf: (host: string) => SiteProxy | null) {
  return (options: ConnectOptions, callback: Callback): void => {
    connect(options).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(error as Error, null),
    );
  };

  async function connect({ hostname, protocol, port, servername }: ConnectOptions): Promise<Socket> {
    const pinned = await guard.resolve(hostname);
    const isTls = protocol === "https:";
    const number = port === "" ? (isTls ? 443 : 80) : Number(port);
    const proxy = proxyOf(hostname);
    const socket = proxy === null ? await open(pinned.address, number) : await throughProxy(proxy, pinned, number);
    const through = proxy === null ? null : `${proxy.host}:${proxy.port}`;
    if (!isTls) return remember(socket, socket, pinned, through);
    const name = servername ?? hostname.replace(/^\[|\]$/g, "");
    return remember(await secure(socket, name), socket, pinned, through);
  }
}

/** A TCP connection to an address that was checked. */
export function open(address: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host: address, port, noDelay: true, keepAlive: true });
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(timedOut("连接超时")), MAX_CONNECT_MS);
    socket.once("error", fail);
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.off("error", fail);
      resolve(socket);
    });
  });
}

function secure(socket: Socket, servername: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const isName = !/^[\d.]+$|:/.test(servername);
    const secured = connectTls({ socket, ...(isName && { servername }), ALPNProtocols: ["http/1.1"] });
    const fail = (error: Error) => {
      clearTimeout(timer);
      secured.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(timedOut("TLS 握手超时")), MAX_CONNECT_MS);
    secured.once("error", fail);
    secured.once("secureConnect", () => {
      clearTimeout(timer);
      secured.off("error", fail);
      resolve(secured);
    });
  });
}

async function throughProxy(proxy: SiteProxy, { address, family }: PinnedAddress, port: number): Promise<Socket> {
  const socket = await open(proxy.host, proxy.port);
  const target = `${family === 6 ? `[${address}]` : address}:${port}`;
  const login =
    proxy.credentials === undefined
      ? ""
      : `Proxy-Authorization: Basic ${Buffer.from(proxy.credentials).toString("base64")}\r\n`;
  return new Promise((resolve, reject) => {
    let answer = "";
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(timedOut("代理超时")), MAX_CONNECT_MS);
    const onData = (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      const end = answer.indexOf("\r\n\r\n");
      if (end < 0) {
        if (answer.length > MAX_CONNECT_ANSWER) fail(new Error("代理的回答过长"));
        return;
      }
      clearTimeout(timer);
      socket.off("data", onData).off("error", fail).off("close", onClose);
      socket.pause();
      if (!/^HTTP\/1\.[01] 200/.test(answer)) {
        fail(new Error(`代理拒绝连接：${answer.slice(0, 60).split("\r\n")[0]}`));
        return;
      }
      const rest = answer.slice(end + 4);
      if (rest !== "") socket.unshift(Buffer.from(rest, "latin1"));
      resolve(socket);
    };
    const onClose = () => fail(new Error("代理关闭了连接"));
    socket.on("data", onData).once("error", fail).once("close", onClose);
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${login}\r\n`);
  });
}

function timedOut(message: string): Error {
  return Object.assign(new Error(message), { code: "UND_ERR_CONNECT_TIMEOUT" });
}
