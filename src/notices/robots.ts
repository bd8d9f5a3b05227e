import { createHmac } from "node:crypto";
import { type CaseNotice, noticeLines } from "./notice.js";
import type { OutgoingRequest } from "./webhook.js";

export const ROBOTS = ["wecom", "dingtalk", "feishu"] as const;
/** 企业微信, 钉钉, 飞书. */
export type Robot = (typeof ROBOTS)[number];

/** UTF-8 bytes of a message: the smallest limit of the three (企业微信 markdown). */
export const MAX_MESSAGE_BYTES = 4_096;

const HEADERS = { "content-type": "application/json; charset=utf-8" };

/** Text of a page inside markdown: it draws no link, no picture, no heading, and mentions nobody. */
function plainMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[<>]/g, (found) => (found === "<" ? "＜" : "＞"))
    .replace(/[[\]()*_`#!|\\~@]/g, (found) => String.fromCharCode(found.charCodeAt(0) + 0xfee0));
}

/** Cuts at a whole character so that the bytes fit. */
function withinBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text, "utf8") <= limit) return text;
  let bytes = 3;
  let cut = "";
  for (const letter of text) {
    bytes += Buffer.byteLength(letter, "utf8");
    if (bytes > limit) break;
    cut += letter;
  }
  return `${cut}…`;
}

function textsOf(notice: CaseNotice): { readonly title: string; readonly lines: readonly string[] } {
  const { title, lines } = noticeLines(notice);
  return { title: withinBytes(title, 120), lines: lines.map((line) => withinBytes(plainMarkdown(line), 600)) };
}

/** A message for the robot of a 企业微信 group (markdown). */
function wecom(url: string, notice: CaseNotice): OutgoingRequest {
  const { title, lines } = textsOf(notice);
  const content = withinBytes([`**${title}**`, ...lines.map((line) => `> ${line}`)].join("\n"), MAX_MESSAGE_BYTES);
  return { url, headers: HEADERS, body: JSON.stringify({ msgtype: "markdown", markdown: { content } }) };
}

/** A message for a 钉钉 robot (markdown); signed in the address where the robot asks for it (加签). */
function dingtalk(url: string, notice: CaseNotice, secret: string | undefined, nowMs: number): OutgoingRequest {
  const { title, lines } = textsOf(notice);
  const text = withinBytes([`#### ${title}`, ...lines.map((line) => `- ${line}`)].join("\n"), MAX_MESSAGE_BYTES);
  const target = new URL(url);
  if (secret !== undefined) {
    target.searchParams.set("timestamp", String(nowMs));
    target.searchParams.set("sign", createHmac("sha256", secret).update(`${nowMs}\n${secret}`).digest("base64"));
  }
  return {
    url: target.href,
    headers: HEADERS,
    body: JSON.stringify({ msgtype: "markdown", markdown: { title, text } }),
  };
}

/** A message for a 飞书 robot (rich text); signed in the body where the robot asks for it (签名校验). */
function feishu(url: string, notice: CaseNotice, secret: string | undefined, nowMs: number): OutgoingRequest {
  const { title, lines } = textsOf(notice);
  const timestamp = String(Math.floor(nowMs / 1000));
  // The key is time and secret, the text is empty: so the platform's manual says.
  const sign = createHmac("sha256", `${timestamp}\n${secret ?? ""}`)
    .update("")
    .digest("base64");
  const content = { post: { zh_cn: { title, content: lines.map((text) => [{ tag: "text", text }]) } } };
  return {
    url,
    headers: HEADERS,
    body: JSON.stringify({ ...(secret === undefined ? {} : { timestamp, sign }), msg_type: "post", content }),
  };
}

/** A notice as the request that a robot of a group understands. */
export function robotRequest(
  robot: Robot,
  url: string,
  notice: CaseNotice,
  nowMs: number,
  secret?: string,
): OutgoingRequest {
  if (robot === "wecom") return wecom(url, notice);
  return robot === "dingtalk" ? dingtalk(url, notice, secret, nowMs) : feishu(url, notice, secret, nowMs);
}

/** Codes by which robots say "too many messages": worth another try. */
const BUSY: ReadonlySet<number> = new Set([45009, 130101, 660026, 9499, 11232]);

/**
 * What a robot's answer says: robots answer 200 to everything, and name the error in the body.
 *
 * @returns null where it took the message
 */
export function robotRefusal(body: string): { readonly reason: string; readonly isRetryable: boolean } | null {
  let answer: Record<string, unknown>;
  try {
    answer = JSON.parse(body) as Record<string, unknown>;
  } catch {
    return { reason: "机器人的回答不是 JSON", isRetryable: true };
  }
  const code = answer.errcode ?? answer.code ?? answer.StatusCode;
  if (code === 0) return null;
  const words = String(answer.errmsg ?? answer.msg ?? answer.StatusMessage ?? "").slice(0, 200);
  return { reason: `机器人拒收：${String(code)} ${words}`, isRetryable: BUSY.has(Number(code)) };
}
