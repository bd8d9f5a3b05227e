import type { CaseNotice } from "./notice.js";
import { type Robot, robotRefusal, robotRequest } from "./robots.js";
import { type OutgoingRequest, webhookRequest } from "./webhook.js";

/** Tries of one delivery. */
export const MAX_TRIES = 5;
/** The first wait; each next one is twice as long. */
export const FIRST_WAIT_MS = 1_000;
/** Seconds that a receiver may ask to wait (`Retry-After`). */
export const MAX_RETRY_AFTER_SECONDS = 60;

/** Where notices go. The address may hold a key: it is never printed whole. */
export interface NoticeTarget {
  readonly name: string;
  readonly kind: "webhook" | Robot;
  readonly url: string;
  /** Webhooks need one; robots where their settings say so. */
  readonly secret?: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | null;
}

/** The world of a delivery, handed in: tests need no clock and no waiting. */
export interface DeliveryWorld {
  readonly post: (request: OutgoingRequest) => Promise<HttpAnswer>;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** How a delivery ended. */
export interface Delivery {
  readonly target: string;
  readonly notice: CaseNotice;
  readonly isDelivered: boolean;
  readonly tries: number;
  /** Why not; null where it was delivered. */
  readonly reason: string | null;
}

/**
 * Sends a notice to a target: up to five tries, 1, 2, 4 and 8 seconds apart (or as the receiver asks, up to a minute).
 * Answers 408, 425, 429 and 5xx and broken connections are tried again; any other refusal is final. Never throws.
 *
 * @example
 * const { isDelivered, reason } = await deliver(notice, target, world);
 */
export async function deliver(notice: CaseNotice, target: NoticeTarget, world: DeliveryWorld): Promise<Delivery> {
  const ended = (isDelivered: boolean, tries: number, reason: string | null): Delivery => ({
    target: target.name,
    notice,
    isDelivered,
    tries,
    reason,
  });
  let reason = "";
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    let wait = FIRST_WAIT_MS * 2 ** (tries - 1);
    try {
      const answer = await world.post(requestOf(notice, target, world.now()));
      const refusal = refusalOf(answer, target);
      if (refusal === null) return ended(true, tries, null);
      reason = refusal.reason;
      if (!refusal.isRetryable) return ended(false, tries, reason);
      wait = Math.max(wait, retryAfterMs(answer.retryAfter));
    } catch (error) {
      reason = `连接失败：${describeFailure(error)}`;
    }
    if (tries < MAX_TRIES) await world.wait(wait);
  }
  return ended(false, MAX_TRIES, reason);
}

function requestOf(notice: CaseNotice, { kind, url, secret }: NoticeTarget, nowMs: number): OutgoingRequest {
  if (kind === "webhook") return webhookRequest(url, secret ?? "", notice, nowMs);
  return robotRequest(kind, url, notice, nowMs, secret);
}

function refusalOf(answer: HttpAnswer, { kind }: NoticeTarget): { reason: string; isRetryable: boolean } | null {
  const { status, body } = answer;
  if (status >= 200 && status < 300) return kind === "webhook" ? null : robotRefusal(body);
  const isRetryable = status >= 500 || status === 408 || status === 425 || status === 429;
  return { reason: `对方回答 ${status}${status >= 300 && status < 400 ? "（不跟随跳转）" : ""}`, isRetryable };
}

function retryAfterMs(header: string | null): number {
  const seconds = Number(header ?? "");
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, MAX_RETRY_AFTER_SECONDS) * 1000 : 0;
}

// The message of a client may hold the address with its key: only the code is told.
function describeFailure(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return typeof code === "string" ? code : typeof name === "string" ? name : "未知错误";
}
