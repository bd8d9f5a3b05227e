import type { ViolationCase } from "../../contracts/case.js";
import type { Finding, Level } from "../../contracts/result.js";
import { isWorkingDay } from "../../merchants/working-days.js";
import type { LetterDetails } from "../details.js";
import type { Block, Letter } from "../document.js";
import { printedBases } from "../facts/bases.js";
import {
  findingsOf,
  kindWords,
  leadWords,
  levelOf,
  levelWords,
  listingLines,
  numberedEvidence,
  quotedPlace,
} from "../facts/case-facts.js";
import { LEVEL_NAMES } from "../facts/wording.js";
import { beijingTime, chineseDay } from "../moments.js";
import { addressed, appealSentence, closing, heading, letterOf, paragraph } from "./parts.js";

const TITLE = "风险整改通知书";
const DAY_MS = 86_400_000;
/** 整改 of section 6: working days from service. Levels 1 and 2 are stopped at once, and put right like level 3. */
const WORKING_DAYS: Readonly<Record<Level, number>> = { 1: 3, 2: 3, 3: 3, 4: 1 };

/** The last of `days` working days after `day`; provisional where a year's holidays are not known. */
export function lastWorkingDay(day: string, days: number): { readonly day: string; readonly isProvisional: boolean } {
  let isProvisional = false;
  let date = Date.parse(`${day}T00:00:00Z`);
  for (let left = days; left > 0; ) {
    date += DAY_MS;
    const { isWorking, isKnown } = isWorkingDay(new Date(date).toISOString().slice(0, 10));
    if (isWorking) left--;
    if (!isKnown) isProvisional = true;
  }
  return { day: new Date(date).toISOString().slice(0, 10), isProvisional };
}

interface Problem {
  readonly name: string;
  readonly findings: Finding[];
  readonly listings: Set<string>;
  level: Level;
}

function problemsOf(cases: readonly ViolationCase[]): readonly Problem[] {
  const problems = new Map<string, Problem>();
  for (const one of cases) {
    // A lead that a person confirmed, without a finding of the scanner: the problem is the case's own.
    if (one.findings.length === 0) {
      const listings = new Set([one.listing.key ?? one.number]);
      problems.set(one.number, { name: kindWords(one), findings: [], listings, level: levelOf(one) });
    }
    for (const finding of findingsOf(one)) {
      const known = problems.get(finding.rule) ?? {
        name: finding.name,
        findings: [],
        listings: new Set<string>(),
        level: 4,
      };
      problems.set(finding.rule, known);
      known.findings.push(finding);
      known.listings.add(one.listing.key ?? one.number);
      known.level = Math.min(known.level, levelOf(one)) as Level;
    }
  }
  return [...problems.values()].sort((a, b) => a.level - b.level);
}

function deadline(level: Level, details: LetterDetails): string {
  const days = WORKING_DAYS[level];
  const last = lastWorkingDay(details.day, days);
  const stop = level <= 2 ? "立即停止销售和宣传，并" : "";
  return `${LEVEL_NAMES[level]}：${stop}自送达之日起 ${days} 个工作日内（当日送达的，${chineseDay(details.day)}起至${chineseDay(last.day)}止${last.isProvisional ? "，暂定" : ""}）完成整改。`;
}

function annex(cases: readonly ViolationCase[]): readonly Block[] {
  let number = 0;
  const rows = cases.flatMap((one) => {
    const [evidence] = numberedEvidence(one);
    const told =
      one.findings.length === 0
        ? [`${kindWords(one)}\n${leadWords(one)}`]
        : findingsOf(one).map((finding) => `${finding.name}\n${quotedPlace(finding)}`);
    return told.map((problem) => [
      String(++number),
      `${one.number}\n${levelWords(one)}`,
      listingLines(one).slice(0, 3).filter(Boolean).join("\n"),
      problem,
      evidence === undefined ? "" : `${evidence.id}\n${beijingTime(evidence.at)}\nSHA-256 ${evidence.sha256}`,
    ]);
  });
  return [
    { kind: "page-break" },
    heading("附件：问题商品清单"),
    {
      kind: "grid",
      columns: [
        { header: "序号", share: 7 },
        { header: "案件编号、等级", share: 20 },
        { header: "商品名称、ID、链接", share: 25 },
        { header: "问题、原文与位置", share: 27 },
        { header: "证据编号、固证时间", share: 26 },
      ],
      rows,
    },
  ];
}

/**
 * 风险整改通知书: one a merchant a day, whatever the number of cases; each problem once with what is asked, the listings
 * annexed.
 *
 * @param cases of one merchant; at least one
 */
export function rectificationNotice(
  cases: readonly [ViolationCase, ...ViolationCase[]],
  details: LetterDetails,
): Letter {
  const [first] = cases;
  const problems = problemsOf(cases);
  const levels = [...new Set(cases.map(levelOf))].sort();
  const listings = new Set(cases.map(({ listing, number }) => listing.key ?? number)).size;
  const rows = problems.map(({ name, findings, listings: own, level }, index) => [
    String(index + 1),
    `${name}\n（涉及商品 ${own.size} 件）`,
    LEVEL_NAMES[level],
    printedBases(findings, { region: first.merchant.region }).join("\n"),
    findings.length === 0
      ? "见附件所列情况"
      : [...new Set(findings.map(({ suggestion }) => suggestion))].slice(0, 3).join("\n"),
  ]);
  return letterOf("rectification-notice", TITLE, cases, details, [
    addressed(first),
    paragraph(
      `经监测并核实，你单位（统一社会信用代码：${first.merchant.uscc ?? "________"}；店铺：${first.merchant.shop?.name ?? "________"}）在本平台发布的 ${listings} 件商品存在下列问题（共 ${cases.length} 个案件，清单见附件）。现要求限期整改。`,
    ),
    heading("一、问题与要求"),
    {
      kind: "grid",
      columns: [
        { header: "序号", share: 7 },
        { header: "问题", share: 20 },
        { header: "等级", share: 12 },
        { header: "依据", share: 31 },
        { header: "整改要求", share: 32 },
      ],
      rows,
    },
    heading("二、整改期限"),
    ...levels.map((level) => paragraph(deadline(level, details))),
    heading("三、应提交的材料"),
    {
      kind: "list",
      items: [
        "整改情况说明（逐条对应上表，写明完成时间，加盖公章）；",
        "整改后的页面链接或者截图；",
        "与问题有关的注册（备案）、许可、广告审查批准文件等证明材料。",
      ],
    },
    heading("四、逾期后果"),
    paragraph(
      "整改是否完成以平台复扫结果为准。逾期未整改或者整改不符合要求的，平台将依照平台服务协议采取下架商品、限制或者停止服务等措施；涉嫌违法的，依法报告药品监督管理部门。",
    ),
    heading("五、申诉"),
    paragraph(appealSentence(details)),
    ...closing(details, TITLE),
    ...annex(cases),
  ]);
}
