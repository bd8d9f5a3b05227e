import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deviceRow } from "../store/rows.js";
import { medlint } from "./fakes.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-reports-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const registry = () => ["--registry", at("registry.sqlite")];

function write(name: string, ...rows: readonly unknown[]): string {
  writeFileSync(at(name), rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n"));
  return at(name);
}

async function load(name: string, asOf: string, ...rows: readonly unknown[]): Promise<void> {
  const file = write(name, ...rows);
  const argv = ["registry", "import", file, ...registry(), "--as-of", asOf, "--source", "示例数据库"];
  expect((await medlint(argv)).code).toBe(0);
}

const LISTING = {
  id: "a",
  kind: "device",
  title: "医用冷敷贴",
  text: "注册证编号：粤械注准20192400001",
  merchant: {
    name: "杭州示例商行",
    uscc: "91450304MA5Q8URR8X",
    licences: [
      {
        kind: "医疗器械经营许可证",
        number: "浙杭药监械经营许20210012号",
        validUntil: "2026-05-20",
        scope: "=1+1，三类",
      },
    ],
  },
};

describe("registry import", () => {
  it("takes a mapping file, and lists of notices", async () => {
    const mapping = write(
      "mapping.yaml",
      "{id: own, name: 自有, kinds: [device], fields: {number: 证号, productName: 名称}}",
    );
    const rows = write("rows.csv", "证号,名称", "粤械注准20192400001,医用冷敷贴");
    const argv = ["registry", "import", rows, ...registry(), "--as-of", "2026-01-31"];
    expect(await medlint([...argv, "--mapping", mapping])).toMatchObject({
      code: 0,
      out: expect.stringContaining("新增 1"),
    });
    const notices = write("recall.csv", "注册证编号,产品名称,批号", "粤械注准20192400001,医用冷敷贴,20260312", ",,");
    const listed = ["registry", "import", notices, ...registry(), "--as-of", "2026-04-30", "--kind", "recall"];
    expect(await medlint(listed)).toMatchObject({ code: 0, out: expect.stringContaining("召回名单 1 条") });
    const wrong = write("wrong.yaml", "id: x");
    expect(await medlint([...argv, "--mapping", wrong])).toMatchObject({
      code: 2,
      err: expect.stringContaining("映射文件"),
    });
    expect(
      (await medlint(["registry", "import", write("cut.xml", "<a><b>"), ...registry(), "--as-of", "2026-01-31"])).code,
    ).toBe(3);
  });
});

describe("registry diff", () => {
  it("prints what changed between two days", async () => {
    await load("a.jsonl", "2026-01-31", deviceRow(1));
    await load("b.jsonl", "2026-02-28", deviceRow(1, { intended_use: "新" }), deviceRow(2));
    const days = ["--from", "2026-01-31", "--to", "2026-02-28"];
    const shown = await medlint(["registry", "diff", ...registry(), ...days]);
    expect(shown.out).toContain("变更 粤械注准20192400001 医用冷敷贴");
    expect(shown.out).toContain("适用范围：用于闭合性软组织的冷敷。 → 新");
    expect(shown.err).toContain("新增 1，变更 1，不再列出 0");
    const json = await medlint(["registry", "diff", ...registry(), ...days, "--format", "json"]);
    expect(
      json.out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).kind)
        .sort(),
    ).toEqual(["added", "changed"]);
    expect(
      (await medlint(["registry", "diff", ...registry(), "--from", "2026-02-28", "--to", "2026-01-31"])).code,
    ).toBe(2);
  });
});

describe("registry expiring", () => {
  const day = ["--as-of", "2026-05-01"];

  it("lists licences and certificates that run out, once for each merchant", async () => {
    await load("a.jsonl", "2026-04-20", deviceRow(1, { valid_until: "2026-03-31" }));
    const listings = write("shop.jsonl", LISTING, { ...LISTING, id: "b" });
    const shown = await medlint(["registry", "expiring", listings, ...registry(), ...day]);
    expect(shown.code).toBe(0);
    expect(shown.out).toContain("30日内届满  杭州示例商行 医疗器械经营许可证");
    expect(shown.out).toContain("剩余 19 天（12 个工作日）");
    expect(shown.out).toContain("已届满  杭州示例商行 产品注册证 粤械注准20192400001");
    expect(shown.out).toContain("库内 2026-03-31，截至 2026-04-20；在售商品 2 件");
  });

  it("writes JSON, CSV without formulas, and XLSX with the columns of the form", async () => {
    const listings = write("shop.jsonl", LISTING);
    const rows = JSON.parse((await medlint(["registry", "expiring", listings, ...day, "--format", "json"])).out);
    expect(rows.map((row: { anomaly: string }) => row.anomaly)).toContain("30日内届满");
    const csv = (await medlint(["registry", "expiring", listings, ...day, "--format", "csv"])).out;
    expect(csv).toMatch(
      /^\ufeff编号,来源,发现时间,经营者名称,统一社会信用代码,店铺名称\/ID\/链接,住所,商品名称\/ID\/链接,类别,规格型号,注册人\/持证单位,证照种类,证号,范围,有效期至,展示值,库内值,库 asOf,异常类型,剩余天数,剩余工作日,延续窗口,在售商品数,建议,处理结果,证据编号\+SHA-256\+固证时间,经办人,审核人,日期\r\n1,页面展示,/,
    );
    expect(csv).toContain("'=1+1，三类");
    expect((await medlint(["registry", "expiring", listings, ...day, "--format", "xlsx"])).code).toBe(2);
    const path = at("清单.xlsx");
    await medlint(["registry", "expiring", listings, ...day, "--format", "xlsx", "--output", path]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.getWorksheet("资质异常清单");
    const heads = ((sheet?.getRow(1).values ?? []) as string[]).slice(1);
    expect(heads.indexOf("证照种类")).toBe(11);
    const scopes = sheet?.getColumn(heads.indexOf("范围") + 1).values ?? [];
    expect(scopes).toContain("=1+1，三类");
    expect(sheet?.getRows(2, rows.length)?.some((row) => row.values.toString().includes("[object"))).toBe(false);
    expect(sheet?.rowCount).toBe(rows.length + 1);
    expect(readFileSync(path).subarray(0, 2).toString()).toBe("PK");
  });

  it("sets what is shown beside what the register of licences has", async () => {
    const file = write(
      "licences.csv",
      "许可证编号,企业名称,统一社会信用代码,有效期至,住所,状态",
      "浙杭药监械经营许20210012号,杭州示例商行,91450304MA5Q8URR8X,2026-06-20,示例路1号,有效",
      "浙杭药监械经营许20150001号,杭州示例商行,91450304MA5Q8URR8X,2030-06-20,示例路1号,已注销",
    );
    const argv = ["registry", "import", file, ...registry(), "--as-of", "2026-04-20", "--kind", "licence"];
    expect(await medlint([...argv, "--source", "示例许可库"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("许可（备案）名单 2 条"),
    });
    const listings = write("shop.jsonl", LISTING);
    const { out } = await medlint(["registry", "expiring", listings, ...registry(), ...day, "--format", "json"]);
    const rows = JSON.parse(out) as { number: string }[];
    expect(rows.filter(({ number }) => number.startsWith("浙杭药监械经营许"))).toMatchObject([
      {
        anomaly: "展示与登记不符",
        shown: "2026-05-20",
        stored: "2026-06-20",
        asOf: "2026-04-20",
        holder: "杭州示例商行",
        address: "示例路1号",
        items: "医用冷敷贴 / a",
      },
      { anomaly: "进入延续申请期", shown: "2026-05-20", stored: "2026-06-20 有效", goods: 1 },
      { anomaly: "登记状态：已注销", shown: "", stored: "2030-06-20 已注销" },
    ]);
    expect((await medlint([...argv, "--region", "3"])).code).toBe(2);
  });

  it("is not complete where a listing could not be read", async () => {
    const listings = write("shop.jsonl", LISTING, "{broken");
    expect(await medlint(["registry", "expiring", listings, ...day])).toMatchObject({
      code: 3,
      err: expect.stringContaining("1 项"),
    });
  });
});

describe("registry search", () => {
  it("finds by name and holder, says why, and warns that a name is no proof", async () => {
    await load("rows.jsonl", "2026-01-31", deviceRow(1), deviceRow(2, { product_name: "电子血压计" }));
    const argv = ["registry", "search", "冷敷贴", ...registry(), "--holder", "青禾"];
    expect(await medlint(argv)).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^0\.\d\d {2}粤械注准20192400001 .*产品名称是注册名称的一部分，注册人是注册名称的一部分/,
      ),
      err: expect.stringContaining("须核对证号"),
    });
    expect((await medlint(["registry", "search", "无此产品", ...registry()])).code).toBe(3);
    expect((await medlint(["registry", "search", ...registry()])).code).toBe(2);
    expect((await medlint([...argv, "--limit", "0"])).code).toBe(2);
    expect(JSON.parse((await medlint([...argv, "--format", "json", "--limit", "1"])).out)).toHaveLength(1);
  });
});

describe("medlint registry check", () => {
  const rows = [
    deviceRow(1),
    deviceRow(2, { cert_no: "国械注准20182020575", class: "第二类" }),
    deviceRow(3, { cert_no: "国械注准20203400099", class: "第二类" }),
    deviceRow(4, { cert_no: "粤械注准20183400001", class: "" }),
    deviceRow(5, { cert_no: "粤械注准20182500597", class: "" }),
    deviceRow(6, { cert_no: "粤食药监械(准)字2012第2211026号", class: "" }),
  ];

  it("counts and lists the numbers that cannot be, and leaves the others alone", async () => {
    await load("rows.jsonl", "2021-01-31", ...rows);
    const { code, out, err } = await medlint(["registry", "check", ...registry(), "--limit", "1"]);
    expect([code, err]).toEqual([0, "共 6 个证号，5 个有问题；登记如此的证号仍以登记为准\n"]);
    expect(out).toMatch(
      /^不可能 class-issuer-mismatch 2 个\n {2}国械注准20182020575 .*应为 3\n {2}另有 1 个（--limit 0 全部列出）/,
    );
    expect(out).toContain("可疑 class-differs 1 个\n  国械注准20203400099");
    expect(out).toContain("可疑 code-unknown 1 个\n  粤械注准20182500597");
    expect(out).toContain("格式已废止 lapsed 1 个\n");
  });

  it("gives all as JSON, one a line, and looks at the last version only", async () => {
    await load("rows.jsonl", "2021-01-31", ...rows);
    await load("later.jsonl", "2021-02-28", deviceRow(3, { cert_no: "国械注准20203400099", class: "第三类" }));
    const { out } = await medlint(["registry", "check", ...registry(), "--format", "json"]);
    const found = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { number: string; code: string });
    expect(found.map(({ code }) => code).sort()).toEqual([
      "class-issuer-mismatch",
      "class-issuer-mismatch",
      "code-unknown",
      "lapsed",
    ]);
    expect(found[0]).toMatchObject({ number: "国械注准20182020575", severity: "impossible", source: "示例数据库" });
  });
});
