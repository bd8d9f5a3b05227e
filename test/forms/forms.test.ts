import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CASE_SOURCES, CASE_STATES } from "../../src/contracts/case.js";
import { FORM_IDS } from "../../src/forms/catalogue.js";
import { exportForms } from "../../src/forms/export-forms.js";
import { printedBases } from "../../src/forms/facts/bases.js";
import { placeOf } from "../../src/forms/facts/case-facts.js";
import { dossierOf } from "../../src/forms/facts/dossier.js";
import { ACTION_NAMES, FAMILY_NAMES, ROLE_NAMES, SOURCE_NAMES, STATE_NAMES } from "../../src/forms/facts/wording.js";
import { publication, riskWarning } from "../../src/forms/letters/announcements.js";
import { transferLetter, violationReport } from "../../src/forms/letters/authority-letters.js";
import { inquiryNotice } from "../../src/forms/letters/inquiry-notice.js";
import { lastWorkingDay, rectificationNotice } from "../../src/forms/letters/rectification-notice.js";
import { stopApproval } from "../../src/forms/letters/serious-sheets.js";
import { stopNotice, stopOperationSheet } from "../../src/forms/letters/stop-letters.js";
import { packedFile, sumsOf } from "../../src/forms/package-index.js";
import { MAX_LETTERHEAD_BYTES, readLetterhead } from "../../src/forms/read-letterhead.js";
import { cellText, MAX_CELL_LINES, MAX_LINE_CHARS } from "../../src/forms/render/cell-text.js";
import { letterDocx } from "../../src/forms/render/docx.js";
import { fileName, keyName } from "../../src/forms/render/file-name.js";
import { letterHtml } from "../../src/forms/render/letter-html.js";
import { finding, monthOfCases, openCase, stoppedCase } from "./cases.js";
import { docxText, unzip, xlsxText } from "./file-text.js";

const DETAILS = { issuer: "示例平台", day: "2026-03-06", exported: { by: "赵敏", at: "2026-03-06 09:00" } };
const options = (form: string, formats: readonly ("html" | "xlsx" | "docx")[]) => ({
  forms: new Set(FORM_IDS.filter((id) => id === form)),
  formats: new Set(formats),
  from: "2026-03-01",
  to: "2026-03-31",
  details: DETAILS,
});

describe("personal data", () => {
  it("stands in no form and no file", async () => {
    for (const form of FORM_IDS) {
      for await (const { bytes, path } of exportForms({ cases: monthOfCases() }, options(form, ["html", "docx"]))) {
        const text = path.endsWith(".docx") ? docxText(Buffer.from(bytes)) : Buffer.from(bytes).toString("utf8");
        expect(text).not.toContain("13812345678");
      }
    }
  });
});

describe("what forms say", () => {
  const event = (action: string, name: string, at: string, data: object = {}) => ({
    seq: 1,
    at,
    actor: { kind: "person", name, role: "platform-head" } as const,
    number: null,
    event: "action",
    data: { action, ...data },
    hash: "0".repeat(64),
  });

  it("never names the program, nor a moment in another zone", async () => {
    for (const form of FORM_IDS) {
      for await (const { bytes } of exportForms({ cases: monthOfCases() }, options(form, ["html"]))) {
        const text = Buffer.from(bytes).toString("utf8");
        expect(text).not.toMatch(/medlint|\d{2}:\d{2}:\d{2}|asOf/);
      }
    }
  });

  it("a table without rows says that there was nothing", async () => {
    for await (const { path, bytes } of exportForms({ cases: [] }, options("quality-record", ["html", "xlsx"]))) {
      const text = path.endsWith(".xlsx") ? await xlsxText(Buffer.from(bytes)) : Buffer.from(bytes).toString("utf8");
      expect(text).toContain("本期间无记录");
    }
  });

  it("who brought a lead is told inside and to authorities, never to the merchant or the public", () => {
    const one = stoppedCase({ description: "使用后过敏\n（提供人：王**，138****5678）", findings: [] });
    const open = [inquiryNotice, stopNotice, riskWarning, publication].map((build) => letterHtml(build(one, DETAILS)));
    for (const text of [...open, letterHtml(rectificationNotice([one], DETAILS))]) expect(text).not.toContain("提供人");
    expect(letterHtml(rectificationNotice([one], DETAILS))).toContain("使用后过敏");
    for (const text of open.slice(2)) expect(text).not.toContain("使用后过敏");
    expect(letterHtml(violationReport(one, DETAILS))).toContain("提供人：王**");
  });

  it("a cell of a sheet is cut where its row ends, and says so", async () => {
    const [kept] = stoppedCase().findings;
    const many = Array.from({ length: 40 }, (_, at) => finding({ matched: `第 ${at} 句：三天根治，永不复发` }));
    const findings = kept === undefined ? [] : many.map((own) => ({ ...kept, finding: own }));
    for await (const { bytes } of exportForms(
      { cases: [stoppedCase({ findings })] },
      options("promotion-record", ["xlsx"]),
    )) {
      expect(await xlsxText(Buffer.from(bytes))).toContain("余下见案件");
    }
  });

  it("cases of merchants that nobody knows share no notice", async () => {
    const merchant = { ...stoppedCase().merchant, uscc: null, id: null, name: null };
    const cases = [stoppedCase({ merchant }), stoppedCase({ merchant, number: "QM-202603020009" })];
    const files: string[] = [];
    for await (const { path } of exportForms({ cases }, options("rectification-notice", ["html"]))) files.push(path);
    expect(files).toHaveLength(2);
  });

  it("a stop is signed by those who asked for it and who allowed it", () => {
    const history = [
      event("submit-stop", "周衡", "2026-03-02T03:00:00.000Z", { from: "determined", to: "stop-approval" }),
      event("approve-stop", "郑远", "2026-03-02T16:30:00.000Z", { from: "stop-approval", to: "stopped", note: "准" }),
      event("confirm-stop-operation", "钱工", "2026-03-02T17:00:00.000Z", { fields: { 下架在售数: "12 件" } }),
    ];
    const sheet = letterHtml(stopApproval(stoppedCase({ history }), DETAILS));
    expect(sheet).toContain("☑同意停服");
    expect(sheet).toContain("申请（签字）：周衡　　日期：2026年3月2日");
    // 16:30 UTC is the next day in Beijing.
    expect(sheet).toContain("批准（签字）：郑远　　日期：2026年3月3日");
    const operation = letterHtml(stopOperationSheet(stoppedCase({ history }), DETAILS));
    expect(operation).toContain("操作人（技术部）（签字）：钱工");
    expect(operation).toContain("12 件");
    const open = letterHtml(stopApproval(openCase(), DETAILS));
    expect(open).not.toContain("☑同意停服");
  });

  it("a report and a warning tell only measures that the history shows", () => {
    const report = letterHtml(violationReport(openCase(), DETAILS));
    expect(report).toContain("记录中尚无制止措施");
    expect(letterHtml(violationReport(stoppedCase(), DETAILS))).not.toContain("受理并初步核实（");
    expect(letterHtml(riskWarning(openCase(), DETAILS))).not.toContain("已暂停");
    expect(letterHtml(riskWarning(stoppedCase(), DETAILS))).toContain("已停止向经营者提供网络交易服务");
  });

  it("a penalty of another law keeps that law's name", () => {
    const basis = finding()
      .basis.slice(0, 1)
      .map((one) => ({ ...one, penalty: "广告法第五十八条" }));
    const [kept] = stoppedCase().findings;
    const findings = kept === undefined ? [] : [{ ...kept, finding: finding({ basis }) }];
    expect(letterHtml(transferLetter(stoppedCase({ findings }), DETAILS))).toContain("处罚条款：广告法第五十八条<");
  });

  it("a penalty is quoted with its law", () => {
    expect(letterHtml(transferLetter(stoppedCase(), DETAILS))).toContain(
      "处罚条款：《中华人民共和国广告法》第五十八条第一款第一项",
    );
  });

  it.each([
    [{ start: 12, end: 16, source: { start: 1200, end: 1204 }, image: null }, "正文第13-16字（网页源码第1201字起）"],
    [{ start: 3, end: 4, source: null, image: null }, "正文第4字"],
    [
      { start: 0, end: 4, source: null, image: { index: 1, boxes: [[1.4, 2, 30, 8]] } },
      "正文第2张第1-4字，框 1,2,30,8",
    ],
  ] as const)("a place counts from one: %j", (where, words) => {
    expect(placeOf({ zone: "body", field: "text", ...where })).toBe(words);
  });
});

describe("legal bases", () => {
  const region = "110105";
  it("print only where they were checked, and say so once where not", () => {
    expect(printedBases([finding()], { region })).toEqual([
      "《中华人民共和国广告法》第十六条第一款第一项",
      "《平台质量管理规定》2.2.1（平台规则）",
      "依据待核",
    ]);
  });
  it.each([
    ["a regulator cites no rule of a platform", { region, lawOnly: true }, "平台质量管理规定", false],
    ["a standard of another province does not apply", { region }, "DB14/T 3289", false],
    ["a standard of the province does", { region: "140100" }, "《DB14/T 3289》5.6.2.3（推荐性标准）", true],
    ["without a region no local standard applies", {}, "DB14/T 3289", false],
    ["what was not checked is not even named", { region }, "未核对的办法", false],
  ])("%s", (_, given, words, isThere) => {
    expect(printedBases([finding()], given).join("\n").includes(words)).toBe(isThere);
  });
  it("without any say 依据待核", () => {
    expect(printedBases([finding({ basis: [] })])).toEqual(["依据待核"]);
  });
});

describe("letters", () => {
  it("are drafts until a named person confirmed every case", () => {
    expect(rectificationNotice([stoppedCase()], DETAILS).banner).toBeNull();
    expect(rectificationNotice([stoppedCase(), openCase()], DETAILS).banner).toContain("草稿");
    const machine = { kind: "machine", name: "medlint", role: "system" } as const;
    expect(stopNotice(stoppedCase({ confirmedBy: machine }), DETAILS).banner).toContain("草稿");
    expect(inquiryNotice(openCase(), DETAILS).banner).toContain("草稿");
    // An inquiry goes out before a level is confirmed: a named person took the case to formal verification.
    expect(inquiryNotice(openCase({ history: stoppedCase().history }), DETAILS).banner).toBeNull();
  });

  it("of rectification: one a merchant a day, every listing annexed", async () => {
    const other = { ...stoppedCase().merchant, uscc: "91110105MA01ABCD99", name: "另一家" };
    const cases = [
      stoppedCase(),
      stoppedCase({ number: "QM-202603020007", listing: { ...stoppedCase().listing, key: "sku-7" } }),
      stoppedCase({ number: "QM-202603020008", merchant: other }),
      stoppedCase({ number: "QM-202603030009", confirmedAt: "2026-03-02T16:30:00.000Z" }),
      openCase(),
      stoppedCase({ number: "QM-202603020010", isShadow: true }),
    ];
    const files: string[] = [];
    let first = "";
    for await (const { path, bytes } of exportForms({ cases }, options("rectification-notice", ["docx"]))) {
      files.push(path);
      first ||= docxText(Buffer.from(bytes));
    }
    // 16:30 UTC is the next day in Beijing.
    expect(files).toEqual([
      "文书/风险整改通知书/2026-03-02 甲乙丙医疗器械有限公司 91110105MA01ABCD12.docx",
      "文书/风险整改通知书/2026-03-02 另一家 91110105MA01ABCD99.docx",
      "文书/风险整改通知书/2026-03-03 甲乙丙医疗器械有限公司 91110105MA01ABCD12.docx",
    ]);
    expect(first).toContain("QM-202603020001");
    expect(first).toContain("sku-7");
    expect(first).not.toContain("QM-202603020002");
  });

  it.each([
    ["2026-03-06", 3, "2026-03-11", false],
    ["2026-03-06", 1, "2026-03-09", false],
    ["2026-09-30", 1, "2026-10-08", false],
    ["2031-03-07", 1, "2031-03-10", true],
  ])("served on %s with %i working days end on %s", (day, days, last, isProvisional) => {
    expect(lastWorkingDay(day, days)).toEqual({ day: last, isProvisional });
  });
});

describe("hostile words of a page", () => {
  const HOSTILE = [
    '=HYPERLINK("http://evil.example","点")',
    "@SUM(1)",
    "<script>alert(1)</script>",
    "\u0000\u202e坏\ud800",
    "]]>&<w:p/>",
  ];
  const hostile = HOSTILE.map((title, at) =>
    stoppedCase({
      number: `QM-20260302100${at}`,
      product: { ...stoppedCase().product, name: title },
      listing: { ...stoppedCase().listing, title, key: title },
      merchant: { ...stoppedCase().merchant, name: title },
    }),
  );

  it("are text in every table and letter", async () => {
    for (const form of FORM_IDS) {
      for await (const { path, bytes } of exportForms({ cases: hostile }, options(form, ["html", "xlsx", "docx"]))) {
        if (path.endsWith(".xlsx")) expect(await xlsxText(Buffer.from(bytes))).not.toMatch(/\[(?:6|5)\]/);
        else if (path.endsWith(".docx")) {
          const xml = unzip(Buffer.from(bytes)).get("word/document.xml") ?? "";
          expect(xml).not.toMatch(/<script|\u0000|\u202e|\ud800(?![\udc00-\udfff])/);
        } else expect(Buffer.from(bytes).toString("utf8")).not.toContain("<script");
        expect(path).not.toMatch(/[\\:*?"<>|\u0000\u202e]|\.\./);
      }
    }
  });

  it("make no broken file", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const letter = stopNotice(stoppedCase({ merchant: { ...stoppedCase().merchant, name: text } }), DETAILS);
        const xml = unzip(letterDocx(letter)).get("word/document.xml") ?? "";
        // Every < begins a tag of ours, every & an entity of ours.
        expect(xml.replace(/<\/?w:[^<>]*>|<\?xml[^<>]*\?>/g, "")).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/);
        expect(letterHtml(letter)).not.toMatch(/<script/i);
      }),
      { numRuns: 60 },
    );
  });
});

describe("file names", () => {
  it.each([
    ["甲乙丙公司", "甲乙丙公司"],
    ["../../etc/passwd", "etc_passwd"],
    ["a/b\\c:d", "a_b_c_d"],
    ["...", "_"],
    ["", "_"],
    ["长".repeat(90), "长".repeat(60)],
  ])("%s becomes %s", (text, name) => {
    expect(fileName(text)).toBe(name);
  });
  it("of two keys are never the same", () => {
    expect(keyName("甲")).toBe("甲");
    expect(keyName("a/b")).not.toBe(keyName("a_b"));
    expect(keyName(`${"长".repeat(60)}1`)).not.toBe(keyName(`${"长".repeat(60)}2`));
  });
});

describe("cells", () => {
  it.each([
    [MAX_CELL_LINES - 1, false],
    [MAX_CELL_LINES, true],
  ])("of %i lines", (count, isCut) => {
    const text = cellText(Array.from({ length: count }, (_, at) => `第 ${at} 行`));
    expect(text.split("\n").length).toBeLessThanOrEqual(MAX_CELL_LINES);
    expect(text.includes("余下见案件")).toBe(isCut);
  });
  it.each([
    ["长".repeat(MAX_LINE_CHARS), false],
    ["长".repeat(MAX_LINE_CHARS + 1), true],
    [`${"a".repeat(MAX_LINE_CHARS - 1)}😀`, true],
  ])("with a line of the cap and over it (%#)", (line, isCut) => {
    const text = cellText([line]);
    expect(text.endsWith("……")).toBe(isCut);
    expect(Buffer.from(text, "utf8").toString("utf8")).toBe(text);
  });
});

describe("files of a merchant", () => {
  it("name repeats of a family within three months, and how long putting right took", () => {
    const at = (number: string, firstSeen: string) => stoppedCase({ number, firstSeen, level: 3 });
    const cases = [
      at("QM-202601010001", "2026-01-01T02:00:00.000Z"),
      at("QM-202604010001", "2026-04-01T02:00:00.000Z"),
      at("QM-202607020001", "2026-07-02T02:00:00.000Z"),
      ...monthOfCases().slice(4, 5),
    ];
    const dossier = dossierOf({ kind: "merchant", key: "k", name: "n" }, cases);
    // 1 January to 1 April is within three months, 1 April to 2 July is a day over.
    expect(dossier.repeats).toEqual([{ family: "efficacy", numbers: ["QM-202604010001"] }]);
    expect(dossier.rectifyHours).toEqual([48]);
  });
});

describe("words", () => {
  const yaml = (name: string) =>
    parse(readFileSync(fileURLToPath(new URL(`../../dictionaries/operations/${name}.yaml`, import.meta.url)), "utf8"));
  const names = (list: readonly { id: string; name: string }[]) =>
    Object.fromEntries(list.map(({ id, name }) => [id, name]));

  it("are those of the dictionaries of operations", () => {
    const { states, actions } = yaml("states");
    expect(STATE_NAMES).toEqual(names(states));
    expect(Object.keys(STATE_NAMES)).toEqual([...CASE_STATES]);
    expect(ACTION_NAMES).toEqual(names(actions));
    expect(SOURCE_NAMES).toEqual(names(yaml("sources").sources));
    expect(Object.keys(SOURCE_NAMES)).toEqual([...CASE_SOURCES]);
    expect(ROLE_NAMES).toEqual(names(yaml("roles").roles));
    expect(FAMILY_NAMES).toEqual(names(yaml("families").families));
  });
});

describe("the letterhead", () => {
  it("is read, and names what is wrong", () => {
    expect(readLetterhead("issuer: 示例\nvalues: {停服期限: 三十日}\n")).toEqual({
      issuer: "示例",
      values: { 停服期限: "三十日" },
    });
    expect(readLetterhead("")).toEqual({ issuer: "" });
    expect(() => readLetterhead("issuer: [1]")).toThrow("issuer：");
    expect(() => readLetterhead("name: x")).toThrow("name：");
    expect(() => readLetterhead("a: [")).toThrow("不是有效的 YAML");
  });
  it.each([
    [MAX_LETTERHEAD_BYTES, true],
    [MAX_LETTERHEAD_BYTES + 1, false],
  ])("of %i bytes", (size, isTaken) => {
    const text = "issuer: x\n#".padEnd(size, "-");
    if (isTaken) expect(readLetterhead(text).issuer).toBe("x");
    else expect(() => readLetterhead(text)).toThrow("文件太大");
  });
});

describe("the list of a package", () => {
  it("is what sha256sum checks", () => {
    const files = [packedFile("b.txt", "乙", Buffer.from("b")), packedFile("a.txt", "甲", Buffer.from(""))];
    expect(sumsOf(files).split("\n")[0]).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.txt",
    );
  });
});
