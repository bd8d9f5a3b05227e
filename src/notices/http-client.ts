import { Agent, request } from "undici";
import type { HttpAnswer } from "./deliver.js";
import type { OutgoingRequest } from "./webhook.js";

/** Bytes of an answer that are read; receivers have little to say. */
export const MAX_ANSWER_BYTES = 65_536;
export const ANSWER_TIMEOUT_MS = 10_000;

/** Posts by HTTP: no redirect is followed, slow and long answers are cut off. Close it when done. */
export class NoticeClient {
  readonly #agent = new Agent({ headersTimeout: ANSWER_TIMEOUT_MS, bodyTimeout: ANSWER_TIMEOUT_MS, connections: 4 });

  readonly post = async ({ url, headers, body }: OutgoingRequest): Promise<HttpAnswer> => {
    const answer = await request(url, { method: "POST", headers, body, dispatcher: this.#agent });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_ANSWER_BYTES) break;
      chunks.push(chunk);
    }
    const retryAfter = answer.headers["retry-after"];
    return {
      status: answer.statusCode,
      body: Buffer.concat(chunks).toString("utf8"),
      retryAfter: typeof retryAfter === "string" ? retryAfter : null,
    };
  };

  async close(): Promise<void> {
    await this.#agent.close();
  }
}
