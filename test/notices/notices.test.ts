import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deadLetterOf, readDeadLetters, writeDeadLetters } from "../../src/notices/dead-letters.js";
import {
  type DeliveryWorld,
  deliver,
  FIRST_WAIT_MS,
  MAX_RETRY_AFTER_SECONDS,
  MAX_TRIES,
  type NoticeTarget,
} from "../../src/notices/deliver.js";
import { MAX_ANSWER_BYTES, NoticeClient } from "../../src/notices/http-client.js";
import { noticeOf } from "../../src/notices/notice.js";
import { MAX_TARGETS, readTargets } from "../../src/notices/read-targets.js";
import { MAX_MESSAGE_BYTES, ROBOTS, robotRefusal, robotRequest } from "../../src/notices/robots.js";
import { sign, TOLERANCE_SECONDS, verifySignature } from "../../src/notices/webhook.js";
import { openCase, stoppedCase } from "../forms/cases.js";

const AT = "2026-03-02T09:00:00.000Z";
const NOW = Date.parse(AT);
const SECRET = "a secret of the house";

interface Seen {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}
type Answer = { status: number; body?: string; headers?: Record<string, string> };

let server: Server;
let client: NoticeClient;
let base: string;
let seen: Seen[];
let answers: Answer[];
let waits: number[];
let world: DeliveryWorld;

beforeEach(async () => {
  seen = [];
  answers = [];
  waits = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      seen.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
      const { status, body = "{}", headers = {} } = answers.shift() ?? { status: 200 };
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new NoticeClient();
  world = {
    post: client.post,
    now: () => NOW,
    wait: async (ms) => {
      waits.push(ms);
    },
  };
});

afterEach(async () => {
  await client.close();
  await new Promise((resolve) => server.close(resolve));
});

const notice = () => noticeOf(openCase(), "case-opened", AT);
const target = (over: Partial<NoticeTarget> = {}): NoticeTarget => ({
  name: "值班",
  kind: "webhook",
  url: `${base}/hook?key=very-private`,
  secret: SECRET,
  ...over,
});

describe("a notice", () => {
  it.each([
    ["a lead", openCase(), false],
    ["a case that a person confirmed", stoppedCase(), true],
    ["a level that no person stands for", stoppedCase({ confirmedBy: null }), false],
    [
      "a level that the program set",
      stoppedCase({ confirmedBy: { kind: "machine", name: "medlint", role: "system" } }),
      false,
    ],
    ["a confirmation without a level", stoppedCase({ level: null }), false],
  ])("of %s says confirmed: %s", (_, one, confirmed) => {
    const told = noticeOf(one, "case-opened", AT);
    expect(told.confirmed).toBe(confirmed);
    expect(told.judgement).toBe(confirmed ? "违规" : "疑似");
  });

  it("holds no telephone number", () => {
    const one = openCase({ listing: { ...openCase().listing, title: "加微信 13812345678 有优惠" } });
    expect(JSON.stringify(noticeOf(one, "case-opened", AT))).not.toContain("13812345678");
    expect(noticeOf(one, "case-opened", AT).case.title).toBe("加微信 138****5678 有优惠");
  });
});

describe("a webhook", () => {
  it("is signed over its time and body", async () => {
    expect(await deliver(notice(), target(), world)).toMatchObject({ isDelivered: true, tries: 1, reason: null });
    const { headers, body } = seen[0] as Seen;
    const received = {
      timestamp: String(headers["x-medlint-timestamp"]),
      signature: String(headers["x-medlint-signature"]),
      body,
    };
    expect(headers["x-medlint-delivery"]).toBe(notice().id);
    expect(JSON.parse(body)).toMatchObject({
      confirmed: false,
      judgement: "疑似",
      case: { number: "QM-202603020002" },
    });
    expect(verifySignature(SECRET, received, NOW / 1000)).toBe(true);
    expect(verifySignature("another", received, NOW / 1000)).toBe(false);
    expect(verifySignature(SECRET, { ...received, body: `${body} ` }, NOW / 1000)).toBe(false);
    expect(verifySignature(SECRET, received, NOW / 1000 + TOLERANCE_SECONDS)).toBe(true);
    expect(verifySignature(SECRET, received, NOW / 1000 + TOLERANCE_SECONDS + 1)).toBe(false);
  });

  it("has the signature that the documents describe", () => {
    const plain = createHmac("sha256", SECRET).update("1767225600.{}").digest("hex");
    expect(sign(SECRET, 1_767_225_600, "{}")).toBe(`v1=${plain}`);
  });

  it.each([
    ["500 twice, then 200", [{ status: 500 }, { status: 503 }, { status: 200 }], true, 3],
    ["429, then 200", [{ status: 429 }, { status: 200 }], true, 2],
    ["400", [{ status: 400 }], false, 1],
    ["401", [{ status: 401 }], false, 1],
    ["500 for ever", Array.from({ length: 9 }, () => ({ status: 500 })), false, MAX_TRIES],
    ["a redirect", [{ status: 302, headers: { location: "http://127.0.0.1:1/elsewhere" } }], false, 1],
  ] satisfies [string, Answer[], boolean, number][])("answered %s", async (_, given, isDelivered, tries) => {
    answers = [...given];
    expect(await deliver(notice(), target(), world)).toMatchObject({ isDelivered, tries });
    expect(seen).toHaveLength(tries);
    expect(new Set(seen.map(({ headers }) => headers["x-medlint-delivery"])).size).toBe(1);
  });

  it("waits twice as long each time, and as long as it is asked up to a minute", async () => {
    answers = Array.from({ length: MAX_TRIES }, () => ({ status: 500 }));
    await deliver(notice(), target(), world);
    expect(waits).toEqual([1, 2, 4, 8].map((times) => times * FIRST_WAIT_MS));
    waits = [];
    answers = [{ status: 429, headers: { "retry-after": "30" } }, { status: 200 }];
    await deliver(notice(), target(), world);
    answers = [{ status: 429, headers: { "retry-after": "99999" } }, { status: 200 }];
    await deliver(notice(), target(), world);
    expect(waits).toEqual([30_000, MAX_RETRY_AFTER_SECONDS * 1000]);
  });

  it("that nobody answers becomes a dead letter without address or secret", async () => {
    await new Promise((resolve) => server.close(resolve));
    const delivery = await deliver(notice(), target(), world);
    expect(delivery).toMatchObject({ isDelivered: false, tries: MAX_TRIES, reason: "连接失败：ECONNREFUSED" });
    const letter = deadLetterOf(delivery, AT);
    const text = writeDeadLetters(letter === null ? [] : [letter]);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain("very-private");
    expect(readDeadLetters(`${text}{broken\n{}\n`)).toEqual({ letters: [letter], broken: 2 });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  it.each([
    ["just under the cap", MAX_ANSWER_BYTES, MAX_ANSWER_BYTES],
    ["over the cap", MAX_ANSWER_BYTES + 70_000, 0],
  ])("reads an answer %s", async (_, size, least) => {
    answers = [{ status: 200, body: "x".repeat(size) }];
    const answer = await client.post({ url: `${base}/long`, headers: {}, body: "{}" });
    expect(answer.status).toBe(200);
    expect(answer.body.length).toBeGreaterThanOrEqual(least);
    expect(answer.body.length).toBeLessThanOrEqual(MAX_ANSWER_BYTES);
  });
});

describe("a robot", () => {
  const request = (robot: (typeof ROBOTS)[number], secret?: string) =>
    robotRequest(robot, "https://robot.example/send?key=k", notice(), NOW, secret);

  it("of 企业微信 gets markdown", () => {
    expect(JSON.parse(request("wecom").body)).toMatchObject({ msgtype: "markdown" });
    expect(JSON.parse(request("wecom").body).markdown.content).toContain("【疑似】新线索 QM-202603020002");
  });

  it("of 钉钉 is signed in the address", () => {
    const url = new URL(request("dingtalk", SECRET).url);
    const expected = createHmac("sha256", SECRET).update(`${NOW}\n${SECRET}`).digest("base64");
    expect([url.searchParams.get("timestamp"), url.searchParams.get("sign")]).toEqual([String(NOW), expected]);
    expect(url.searchParams.get("key")).toBe("k");
    expect(new URL(request("dingtalk").url).searchParams.has("sign")).toBe(false);
  });

  it("of 飞书 is signed in the body", () => {
    const body = JSON.parse(request("feishu", SECRET).body);
    expect(body.timestamp).toBe(String(NOW / 1000));
    expect(body.sign).toBe(
      createHmac("sha256", `${NOW / 1000}\n${SECRET}`)
        .update("")
        .digest("base64"),
    );
    expect(JSON.parse(request("feishu").body)).not.toHaveProperty("sign");
  });

  it.each([
    ['{"errcode":0,"errmsg":"ok"}', null],
    ['{"code":0,"msg":"success"}', null],
    ['{"StatusCode":0}', null],
    ['{"errcode":45009,"errmsg":"too many"}', { isRetryable: true }],
    ['{"errcode":310000,"errmsg":"sign not match"}', { isRetryable: false }],
    ['{"code":9499,"msg":"too many"}', { isRetryable: true }],
    ["<html>", { isRetryable: true }],
    ["{}", { isRetryable: false }],
  ])("that answers %s", (body, refusal) => {
    const found = robotRefusal(body);
    if (refusal === null) expect(found).toBeNull();
    else expect(found).toMatchObject(refusal);
  });

  it("that says 200 and refuses has not taken the message", async () => {
    answers = [{ status: 200, body: '{"errcode":93000,"errmsg":"invalid webhook"}' }];
    const delivery = await deliver(notice(), target({ kind: "wecom" }), world);
    expect(delivery).toMatchObject({ isDelivered: false, tries: 1, reason: "机器人拒收：93000 invalid webhook" });
  });

  it("gets no links, mentions or overlong texts out of a page's words", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROBOTS), fc.string({ unit: "grapheme", maxLength: 6_000 }), (robot, title) => {
        const hostile = `[点这里](https://evil.example) <@all> @all ${title}`;
        const one = openCase({ listing: { ...openCase().listing, title: hostile } });
        const { body } = robotRequest(robot, "https://robot.example/x", noticeOf(one, "case-opened", AT), NOW);
        expect(body).not.toContain("](");
        expect(body).not.toContain("<@");
        expect(body).not.toContain("@all");
        const { markdown } = JSON.parse(body) as { markdown?: { content?: string; text?: string } };
        const text = markdown?.content ?? markdown?.text ?? "";
        expect(Buffer.byteLength(text, "utf8")).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
      }),
    );
  });
});

describe("the file of targets", () => {
  const one = (over = "") =>
    `targets:\n  - {name: 值班, kind: webhook, url: "https://x.example/h", secret: long-secret${over}}\n`;

  it("takes secrets from the environment", () => {
    const text = one().replace("secret: long-secret", "secretEnv: HOOK");
    expect(readTargets(text, { HOOK: "from-env" })).toMatchObject([{ name: "值班", secret: "from-env" }]);
    expect(() => readTargets(text, {})).toThrow("环境变量 HOOK 没有设置");
  });

  it.each([
    ["plain http", one().replace("https:", "http:"), "地址须为 https"],
    ["a file address", one().replace("https://x.example/h", "file:///etc/passwd"), "地址须为 https"],
    ["no secret", one().replace(", secret: long-secret", ""), "须有 secret"],
    ["an unknown kind", one().replace("webhook", "slack"), "第 1 个接收方的 kind"],
    ["an unknown field", one(", token: x"), "没有 token 这一项"],
    ["two of a name", one() + one().split("\n")[1], "名称重复"],
    ["no YAML", "targets: [", "不是有效的 YAML"],
  ])("refuses %s", (_, text, sentence) => {
    expect(() => readTargets(text, {})).toThrow(sentence);
  });

  it.each([
    [MAX_TARGETS, true],
    [MAX_TARGETS + 1, false],
  ])("of %i targets", (count, isTaken) => {
    const items = Array.from(
      { length: count },
      (_, at) => `  - {name: t${at}, kind: wecom, url: "https://x.example/"}`,
    );
    const read = () => readTargets(`targets:\n${items.join("\n")}\n`, {});
    if (isTaken) expect(read()).toHaveLength(count);
    else expect(read).toThrow("1 至 50 个");
  });
});
