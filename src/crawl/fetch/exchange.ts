import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { MAX_EXCHANGE_MS, MAX_WIRE_BYTES } from "../limits.js";
import type { Connection } from "./connection.js";
import { FetchError, PermanentFetchError, RetryableFetchError } from "./fetch-errors.js";
import type { TrackedRequest } from "./tracked-agent.js";

/** One response, its body as it came over the wire. */
export interface Exchange {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  /** Over which it came; null where the dispatcher does not say. */
  readonly connection: Connection | null;
}

const EMPTY = new Uint8Array(0);

/**
 * Sends one GET and collects the body up to its cap. No redirect is followed, nothing is inflated.
 *
 * @param maxBytes of the body on the wire
 * @throws FetchError
 */
export function exchange(
  dispatcher: Dispatcher,
  url: URL,
  headers: Readonly<Record<string, string>>,
  maxBytes: number = MAX_WIRE_BYTES,
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    let status = 0;
    let answered: IncomingHttpHeaders = {};
    let size = 0;
    let isSettled = false;
    let controller: Dispatcher.DispatchController | null = null;
    let connection: Connection | null = null;
    const chunks: Buffer[] = [];
    const fail = (error: unknown) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      reject(toFetchError(error, url));
    };
    const stop = (error: FetchError) => {
      fail(error);
      controller?.abort(error);
    };
    const timer = setTimeout(() => {
      stop(new RetryableFetchError("timeout", `${url.host} 未在 ${MAX_EXCHANGE_MS / 1000} 秒内传完`));
    }, MAX_EXCHANGE_MS);
    const path = url.pathname + url.search;
    const asked: TrackedRequest = { origin: url.origin, path, method: "GET", headers: { ...headers } };
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        if (isSettled) started.abort(new Error("settled"));
      },
      onResponseStart(_controller, statusCode, given) {
        if (statusCode < 200) return;
        status = statusCode;
        answered = given;
        connection = asked.connection?.() ?? null;
        const length = Number(given["content-length"]);
        if (length > maxBytes) stop(tooLarge(url, maxBytes));
      },
      onResponseData(_controller, chunk) {
        size += chunk.length;
        if (size > maxBytes) stop(tooLarge(url, maxBytes));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        if (isSettled) return;
        isSettled = true;
        clearTimeout(timer);
        const [only] = chunks;
        const body = only === undefined ? EMPTY : chunks.length === 1 ? only : Buffer.concat(chunks, size);
        resolve({ status, headers: answered, body, connection });
      },
      onResponseError(_controller, error) {
        fail(error);
      },
    };
    dispatcher.dispatch(asked, handler);
  });
}

function tooLarge(url: URL, maxBytes: number): FetchError {
  return new PermanentFetchError("too-large", `${url.href} 超过 ${maxBytes} 字节，未读取`);
}

const TLS_CODES = /^(?:ERR_TLS|CERT_|ERR_SSL|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/;

function toFetchError(error: unknown, url: URL): FetchError {
  if (error instanceof FetchError) return error;
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  const message = error instanceof Error ? error.message : String(error);
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return new RetryableFetchError("timeout", `${url.host} 超时`, { cause: error });
  if (TLS_CODES.test(code))
    return new PermanentFetchError("tls", `${url.host} 的证书或加密有问题：${message}`, null, error);
  if (code === "UND_ERR_SOCKET" || code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH" || code === "ECONNRESET")
    return new RetryableFetchError("cut-off", `${url.host} 中途断开`, { cause: error });
  return new RetryableFetchError("connection", `${url.host} 无法连接：${code || message}`, { cause: error });
}
