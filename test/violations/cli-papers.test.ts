import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CaseSummary, ViolationCase } from "../../src/contracts/case.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { medlint } from "../cli/fakes.js";
import { KEY_FILE } from "./samples.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-papers-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const store = () => ["--database", at("cases.sqlite"), "--key", KEY_FILE];
const WHO = ["--actor", "周衡", "--role", "quality-head"];
const cases = (...argv: string[]) => medlint(["cases", ...argv, ...store()]);
const PERIOD = ["--from", "2020-01-01", "--to", "2099-12-31"];
const MERCHANT = { name: "青禾大药房", uscc: "91330000MA0000000X" };

/** Three listings checked, kept and recorded; the first two have findings. */
async function record(): Promise<CaseSummary[]> {
  const rows = ["a", "b", "c"].map((id) => ({
    id,
    title: id === "c" ? "冷敷贴" : "冷敷贴，可以根治，电话 13812345678",
    merchant: id === "b" ? { name: "另一商行" } : MERCHANT,
    capturedAt: "2026-05-01T10:00:00+08:00",
  }));
  writeFileSync(at("all.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
  const kept = ["--evidence", at("ev"), "--operator", "张三"];
  await medlint(["check", at("all.jsonl"), "--no-config", "--record", ...kept, ...store()]);
  const { out } = await cases("list", "--format", "json");
  return out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as CaseSummary);
}

const show = async (number: string) =>
  JSON.parse((await cases("show", number, "--format", "json")).out) as ViolationCase;
const filesIn = (path: string) => (readdirSync(path, { recursive: true }) as string[]).sort();

describe("papers", () => {
  it("forms: drafts until a person confirmed, then without; each export is in the history", async () => {
    const [first] = await record();
    const number = first?.number ?? "";
    const notice = ["--case", number, "--form", "inquiry-notice", "--formats", "html"];
    const page = `文书/违法核实通知书/${number}.html`;
    expect((await cases("forms", ...PERIOD, ...WHO, ...notice, "--output", at("draft"))).code).toBe(0);
    expect(readFileSync(join(at("draft"), page), "utf8")).toContain("草稿");
    await cases("confirm", number, "--level", "2", "--note", "断言疗效", ...WHO);
    writeFileSync(at("head.yaml"), "issuer: 示例平台\ncontact: 质量管理部 010-12345678\n");
    const named = ["--letterhead", at("head.yaml"), "--output", at("final")];
    expect((await cases("forms", ...PERIOD, ...WHO, ...notice, ...named)).code).toBe(0);
    const letter = readFileSync(join(at("final"), page), "utf8");
    expect(letter).not.toContain("草稿");
    expect(letter).toContain("示例平台");
    expect(letter).toContain("010-12345678");
    expect(letter).toContain("导出：周衡");
    expect(letter).not.toContain("13812345678");
    const again = await cases("forms", ...PERIOD, ...WHO, ...notice, "--output", at("final"));
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining("final") });
  });

  it("files: one a merchant, one a product", async () => {
    await record();
    expect((await cases("files", ...PERIOD, ...WHO, "--formats", "html", "--output", at("files"))).code).toBe(0);
    expect(filesIn(at("files")).filter((name) => name.endsWith(".html"))).toHaveLength(4);
    const wrong = await cases("files", "--from", "2026-02-02", "--to", "2026-02-01", ...WHO, "--output", at("none"));
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining("之后") });
  });

  it("package: everything of one merchant, with index, sums that hold, and its monitoring records", async () => {
    const [first] = await record();
    writeFileSync(at("answer.txt"), "说明");
    await cases("confirm", first?.number ?? "", "--level", "3", "--note", "断言疗效", ...WHO);
    await cases(
      "create",
      "--source",
      "complaint",
      "--note",
      "过敏",
      ...WHO,
      "--attach",
      `evidence=${at("answer.txt")}`,
      "--uscc",
      MERCHANT.uscc,
    );
    const argv = ["--merchant", MERCHANT.uscc, "--evidence", at("ev"), "--output", at("box")];
    const packed = await cases("package", ...PERIOD, ...WHO, ...argv);
    expect(packed).toMatchObject({ code: 0, out: expect.stringContaining("2 个案件") });
    const names = filesIn(at("box"));
    expect(names).toEqual(expect.arrayContaining(["SHA256SUMS", "索引.html", "表格/产品信息监测记录表 第1批.xlsx"]));
    expect(names.some((name) => name.endsWith("answer.txt"))).toBe(true);
    const record1 = readFileSync(join(at("box"), "表格/产品信息监测记录表 第1批.html"), "utf8");
    expect(record1).toContain("张三");
    expect(record1).toContain(first?.number);
    expect(record1).toContain("未发现不符");
    expect(record1).not.toContain("另一商行");
    const verified = execFileSync("sha256sum", ["-c", "--quiet", "SHA256SUMS"], { cwd: at("box") }).toString();
    expect(verified).toBe("");
    const text = names
      .filter((name) => /\.(?:html|json)$/.test(name))
      .map((name) => readFileSync(join(at("box"), name), "utf8"))
      .join("");
    expect(text).not.toContain("13812345678");
    expect((await medlint(["audit", "verify", ...store()])).out).toContain("未发现改动");
  });

  it("a lead's appeal and answer bring their papers; a stop needs two persons", async () => {
    const [first] = await record();
    const number = first?.number ?? "";
    writeFileSync(at("p.txt"), "材料");
    const act = (name: string, who: string, role: string, ...more: string[]) =>
      cases("transition", number, name, "--actor", who, "--role", role, "--note", "理由", ...more);
    await cases("confirm", number, "--level", "1", "--note", "断言疗效", ...WHO);
    const stopped = await act("emergency-stop", "周衡", "quality-head");
    expect(stopped).toMatchObject({ code: 0, out: expect.stringContaining("紧急停服") });
    expect(
      await act("approve-emergency", "周衡", "platform-head", "--attach", `stop-approval-form=${at("p.txt")}`),
    ).toMatchObject({
      code: 2,
      err: expect.stringContaining("须由另一人作出"),
    });
    const kinds = (await medlint(["cases", "actions"])).out;
    expect(kinds).toContain("appeal");
    const appeal = ["appeal", number, "--actor", "林青", "--role", "quality-monitor", "--note", "对认定有异议"];
    expect(await cases(...appeal)).toMatchObject({ code: 2, err: expect.stringContaining("缺少文件") });
    expect(await cases(...appeal, "--attach", `appeal=${at("p.txt")}`)).toMatchObject({ code: 0 });
    expect((await show(number)).documents.map(({ kind }) => kind)).toContain("appeal");
  });
});

describe("evidence of a case", () => {
  it("is named in the case, exported by its number, and kept as long as the case", async () => {
    const [first] = await record();
    const number = first?.number ?? "";
    const one = await show(number);
    const kept = openEvidence(at("ev"));
    const [capture] = kept.captures("a");
    expect(one.captures[0]?.evidence.map(({ sha256 }) => sha256)).toEqual([
      capture?.hash,
      ...(capture?.files ?? []).map(({ object }) => object),
    ]);
    kept.close();
    await medlint(["evidence", "key", "--output", at("sign.pem")]);
    const exported = await medlint([
      "evidence",
      "export",
      number,
      "--evidence",
      at("ev"),
      "--key",
      at("sign.pem"),
      "--output",
      at("out"),
      "--no-pdf",
    ]);
    expect(exported).toMatchObject({ code: 0, err: expect.stringContaining("1 件商品") });
    const prune = (...argv: string[]) =>
      medlint(["evidence", "prune", "--evidence", at("ev"), "--dry-run", "--as-of", "2030-01-01", ...argv]);
    // Untold, then told: five years after the case was seen last.
    expect(await prune()).toMatchObject({
      out: expect.stringContaining("可以清理 1 项"),
      err: expect.stringContaining("没有更新"),
    });
    const told = await prune("--database", at("cases.sqlite"));
    expect(told.err).toContain("更新保管期限和法律保全 2 项");
    expect(told.out).toContain("可以清理 1 项");
    const later = ["--as-of", "2035-01-01"];
    expect((await prune(...later)).out).toContain("可以清理 4 项");
    await cases("hold", number, "--note", "诉讼", ...WHO);
    expect((await prune("--database", at("cases.sqlite"), ...later)).out).toMatch(/可以清理 3 项[\s\S]*法律保全 1 项/);
    expect(await cases("hold", number, "--lift", ...WHO)).toMatchObject({
      code: 2,
      err: expect.stringContaining("理由"),
    });
    await cases("hold", number, "--lift", "--note", "撤诉", ...WHO);
    expect((await prune("--database", at("cases.sqlite"), ...later)).out).toContain("可以清理 4 项");
    expect((await cases("expiring")).out).toContain("共 0 件");
  });
});

describe("notices", () => {
  let server: Server | null = null;
  afterEach(() => void server?.close());

  it("are sent once, kept where they fail, and sent again on demand", async () => {
    let answer = 500;
    const seen: string[] = [];
    const own = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on("end", () => {
        seen.push(body);
        response.writeHead(answer).end();
      });
    });
    server = own;
    await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
    const { port } = own.address() as AddressInfo;
    await record();
    mkdirSync(at("n"));
    writeFileSync(
      at("n/targets.yaml"),
      `targets:\n  - {name: 值班, kind: webhook, url: "http://127.0.0.1:${port}/", secret: abcdefghijklmnopqrstuvwxyz}\n`,
    );
    const notify = (...argv: string[]) =>
      cases("notify", "--targets", at("n/targets.yaml"), "--dead-letters", at("n/dead.jsonl"), ...argv);
    answer = 400;
    expect(await notify()).toMatchObject({ code: 3, out: expect.stringContaining("未送达 2 条") });
    expect(await notify("--list")).toMatchObject({ code: 3, out: expect.stringContaining("未送达 2 条") });
    // Sent again and failed again, each still stands there once.
    expect(await notify()).toMatchObject({ code: 3 });
    expect(await notify("--list")).toMatchObject({ code: 3, out: expect.stringContaining("未送达 2 条") });
    answer = 200;
    expect(await notify("--retry")).toMatchObject({ code: 0, out: expect.stringContaining("已送达 2 条") });
    expect(await notify("--list")).toMatchObject({ code: 0 });
    const count = seen.length;
    expect((await notify()).out).toContain("以前已送达的 2 条不再发送");
    expect(seen.length).toBe(count);
    expect((await notify("--again")).out).toContain("已送达 2 条");
    expect(JSON.parse(seen.at(-1) ?? "{}")).toMatchObject({ confirmed: false, judgement: "疑似" });
    // Nothing is overdue: no reminder of it is sent.
    const overdue = await cases("overdue", "--format", "json");
    const due = new Set(
      overdue.out.split("\n").flatMap((line) => (line === "" ? [] : [(JSON.parse(line) as { number: string }).number])),
    );
    expect((await notify("--event", "case-overdue")).out).toContain(`已送达 ${due.size} 条`);
  });
});
