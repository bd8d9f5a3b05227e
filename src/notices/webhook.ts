import { createHmac, timingSafeEqual } from "node:crypto";
import type { CaseNotice } from "./notice.js";

export const TIMESTAMP_HEADER = "x-medlint-timestamp";
export const SIGNATURE_HEADER = "x-medlint-signature";
export const DELIVERY_HEADER = "x-medlint-delivery";
/** Seconds that a receiver accepts between its clock and the sender's. */
export const TOLERANCE_SECONDS = 300;

/** What goes over the wire. */
export interface OutgoingRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Signature of a body at a time: HMAC-SHA256 over `<seconds>.<body>`, in hex, with the version of the scheme.
 *
 * @example
 * sign("secret", 1767225600, "{}"); // → "v1=…"
 */
export function sign(secret: string, seconds: number, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}

/** For receivers: whether a signature is of this body, and no older (or newer) than five minutes. */
export function verifySignature(
  secret: string,
  received: { readonly timestamp: string; readonly signature: string; readonly body: string },
  nowSeconds: number,
): boolean {
  const seconds = Number(received.timestamp);
  if (!Number.isInteger(seconds) || Math.abs(nowSeconds - seconds) > TOLERANCE_SECONDS) return false;
  const expected = Buffer.from(sign(secret, seconds, received.body));
  const given = Buffer.from(received.signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** A notice as a signed request; each try is signed anew, the id of the delivery stays. */
export function webhookRequest(url: string, secret: string, notice: CaseNotice, nowMs: number): OutgoingRequest {
  const body = JSON.stringify(notice);
  const seconds = Math.floor(nowMs / 1000);
  return {
    url,
    headers: {
      "content-type": "application/json; charset=utf-8",
      [TIMESTAMP_HEADER]: String(seconds),
      [SIGNATURE_HEADER]: sign(secret, seconds, body),
      [DELIVERY_HEADER]: notice.id,
    },
    body,
  };
}
