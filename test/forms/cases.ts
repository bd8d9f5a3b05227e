import type { CaseEvent, CaseState, ViolationCase } from "../../src/contracts/case.js";
import type { MonitoringRow } from "../../src/contracts/monitoring.js";
import type { Basis, Finding, Level } from "../../src/contracts/result.js";
import type { Monitoring } from "../../src/forms/tables/monitoring-record.js";

const ENGINE = { version: "0.1.0", dictionary: "3f2a9c0011223344", segmenter: "jieba", ocr: "none", day: "2026-03-02" };

const GUARANTEE: Basis = {
  law: "中华人民共和国广告法",
  article: "第十六条第一款第一项",
  text: "医疗、药品、医疗器械广告不得含有下列内容：（一）表示功效、安全性的断言或者保证；",
  effectiveFrom: "2015-09-01",
  effectiveTo: null,
  force: "law",
  territory: "CN",
  penalty: "第五十八条第一款第一项",
  checked: true,
};
const UNCHECKED: Basis = { ...GUARANTEE, law: "未核对的办法", article: "第九条", checked: false };
const PLATFORM: Basis = { ...GUARANTEE, law: "平台质量管理规定", article: "2.2.1", force: "platform" };
const SHANXI: Basis = { ...GUARANTEE, law: "DB14/T 3289", article: "5.6.2.3", force: "standard", territory: "14" };

/** A finding about "三天根治", with bases of every sort. */
export function finding(over: Partial<Finding> = {}): Finding {
  return {
    rule: "efficacy-guarantee",
    name: "功效断言或保证",
    level: 2,
    certainty: "violation",
    message: "“三天根治”是对功效的断言或者保证。",
    matched: "三天根治",
    excerpt: "本品三天根治高血压，咨询 13812345678",
    where: { zone: "body", field: "text", start: 12, end: 16, source: null, image: null },
    related: [],
    basis: [GUARANTEE, UNCHECKED, PLATFORM, SHANXI],
    certificate: {
      number: "国械注准20193090001",
      field: "scope",
      registered: "适用于物理降温。",
      claimed: "三天根治高血压",
      asOf: "2026-02-27",
    },
    suggestion: "删去对效果、时间和结果的承诺，改为注册证载明的适用范围原文。",
    fingerprint: "a".repeat(64),
    ...over,
  };
}

const PERSON = { kind: "person", name: "李明", role: "quality-monitor" } as const;

const ACTION_INTO: Readonly<Record<string, string>> = {
  preliminary: "accept",
  formal: "to-formal",
  determined: "determine",
  rectifying: "order-rectification",
  stopped: "approve-stop",
  published: "publish",
  reported: "report",
  closed: "pass-rescan",
};

function events(steps: readonly (readonly [CaseState, string, Record<string, string>?])[]): readonly CaseEvent[] {
  return [
    {
      seq: 1,
      at: "2026-03-02T01:05:00.000Z",
      actor: { kind: "machine", name: "medlint", role: "system" },
      number: null,
      event: "opened",
      data: {},
      hash: "0".repeat(64),
    },
    ...steps.map(
      ([to, at, data], index): CaseEvent => ({
        seq: index + 2,
        at,
        actor: PERSON,
        number: null,
        event: "action",
        data: { action: ACTION_INTO[to] ?? to, from: "", to, ...data },
        hash: "0".repeat(64),
      }),
    ),
  ];
}

/** A confirmed case of level 1 that went all the way to a report and back. */
export function stoppedCase(over: Partial<ViolationCase> = {}): ViolationCase {
  const one = finding();
  return {
    number: "QM-202603020001",
    source: "scanner",
    state: "reported",
    family: "efficacy",
    listing: {
      key: "sku-1001",
      url: "https://shop.example/item/1001",
      title: "冷敷凝胶 三天根治",
      platform: { name: "示例平台", uscc: "91110105MA01ABCDE9" },
    },
    merchant: {
      id: "m-1",
      name: "甲乙丙医疗器械有限公司",
      uscc: "91110105MA01ABCD12",
      region: "110105",
      address: "北京市朝阳区示例路1号",
      licences: [{ kind: "医疗器械经营许可证", number: "京朝药监械经营许20200001号", validUntil: "2026-04-20" }],
      shop: { id: "s-1", name: "甲乙丙旗舰店", url: "https://shop.example/s/1" },
    },
    product: { name: "医用冷敷凝胶", kind: "device", category: "理疗", model: "100g", price: 39.9, sold: "2300" },
    proposedLevel: 1,
    proposedReason: "规则等级",
    level: 1,
    confirmed: true,
    assignee: { name: "王芳", role: "quality-monitor" },
    openedAt: "2026-03-02T01:05:00.000Z",
    firstSeen: "2026-03-02T01:00:00.000Z",
    lastSeen: "2026-03-03T01:00:00.000Z",
    isShadow: false,
    rules: [one.rule],
    nextDue: null,
    episode: 1,
    priority: 3,
    description: "买家来电 13812345678 称使用后无效",
    sourceReference: null,
    certificates: [
      {
        number: "国械注准20193090001",
        productName: "医用冷敷凝胶",
        scope: "适用于物理降温。",
        models: "50g、100g",
        holder: "示例生物科技有限公司",
        manufacturers: ["示例生物科技有限公司"],
        class: "第二类",
        rx: null,
        validUntil: "2029-01-01",
        status: "有效",
        origin: "registry",
        source: "nmpa",
        asOf: "2026-02-27",
        notices: [],
      },
    ],
    levelReason: "宣称根治，情节严重",
    confirmedBy: PERSON,
    confirmedAt: "2026-03-02T03:00:00.000Z",
    findings: [
      {
        fingerprint: one.fingerprint,
        rule: one.rule,
        finding: one,
        cluster: "c-1",
        firstSeen: "2026-03-02T01:00:00.000Z",
        lastSeen: "2026-03-03T01:00:00.000Z",
        timesSeen: 2,
        engine: ENGINE,
      },
    ],
    checks: one.certificate === null ? [] : [one.certificate],
    captures: [
      {
        id: "b".repeat(64),
        at: "2026-03-02T01:00:00.000Z",
        day: "2026-03-02",
        fingerprints: [one.fingerprint],
        engine: ENGINE,
        evidence: [
          { sha256: "c".repeat(64), name: "商品页截图.png", kind: "screenshot", at: "2026-03-02T01:01:00.000Z" },
        ],
      },
    ],
    evidence: [],
    clocks: [],
    documents: [],
    history: events([
      ["preliminary", "2026-03-02T02:00:00.000Z", { note: "页面与投诉一致" }],
      ["formal", "2026-03-02T02:30:00.000Z"],
      ["determined", "2026-03-02T03:00:00.000Z", { reason: "宣称根治" }],
      ["rectifying", "2026-03-02T04:00:00.000Z"],
      ["stopped", "2026-03-02T06:00:00.000Z"],
      ["published", "2026-03-02T07:00:00.000Z"],
      ["reported", "2026-03-02T08:00:00.000Z"],
    ]),
    addressees: [
      {
        authority: "经营者所在地设区的市级人民政府负责药品监督管理的部门",
        basis: "《医疗器械监督管理条例》第四十六条第二款",
        limit: "立即",
      },
    ],
    keepUntil: { until: "for-ever", reason: "一级风险记录永久" },
    legalHold: false,
    ...over,
  };
}

/** A lead that nobody confirmed yet. */
export function openCase(over: Partial<ViolationCase> = {}): ViolationCase {
  return stoppedCase({
    number: "QM-202603020002",
    state: "clue",
    level: null,
    proposedLevel: 3 as Level,
    confirmed: false,
    confirmedBy: null,
    confirmedAt: null,
    levelReason: null,
    assignee: null,
    history: events([]),
    keepUntil: { until: "2031-03-02", reason: "监测记录不少于 5 年" },
    ...over,
  });
}

/** A regulator's notice, licence trouble, a complaint: one case for each table. */
export function monthOfCases(): readonly ViolationCase[] {
  const notice = { source: "regulator", sourceReference: "京药监械〔2026〕12号" } as const;
  return [
    stoppedCase(),
    openCase(),
    openCase({ number: "QM-202603020003", ...notice, description: "通报某批次冷敷凝胶不合格" }),
    openCase({ number: "QM-202603020004", ...notice }),
    stoppedCase({
      number: "QM-202603030001",
      family: "merchant",
      source: "complaint",
      level: 3,
      proposedLevel: 3,
      state: "closed",
      rules: ["merchant-licence-expiring"],
      confirmedAt: "2026-03-03T03:00:00.000Z",
      history: events([
        ["rectifying", "2026-03-03T04:00:00.000Z"],
        ["closed", "2026-03-05T04:00:00.000Z", { followUp: "2026-03-05 12:00 电话回访，已解决" }],
      ]),
    }),
    stoppedCase({ number: "QM-202603200001", firstSeen: "2026-03-20T01:00:00.000Z", level: 3, proposedLevel: 3 }),
    stoppedCase({ number: "QM-202603210001", state: "false-alarm", level: null, confirmed: false, confirmedBy: null }),
  ];
}

/** A run of monitoring: one listing with a finding, one clean, one not read to the end, one of which only a result is known. */
export function monitoredRun(): Monitoring {
  const registered = "适用于物理降温。";
  const row = (
    listing: string,
    outcome: MonitoringRow["outcome"],
    changes: Partial<MonitoringRow> = {},
  ): MonitoringRow => ({
    listing,
    title: "医用冷敷凝胶，咨询 13812345678",
    url: `https://shop.example/item/${listing}`,
    merchant: "甲乙丙医疗器械有限公司",
    uscc: "91110105MA01ABCD12",
    shop: "甲乙丙旗舰店",
    batch: "20260101",
    certificates: ["国械注准20193090001"],
    missing: [],
    at: "2026-03-02T01:00:00.000Z",
    outcome,
    items: [
      { item: "number", registered: "国械注准20193090001", shown: "国械注准20193090001", answer: "agrees" },
      { item: "scope", registered, shown: registered, answer: "agrees" },
      { item: "models", registered: "50g、100g", shown: "", answer: "undecided" },
    ],
    findings: [],
    capture: "c".repeat(64),
    ...changes,
  });
  return {
    rows: [
      row("sku-1001", "violation", {
        items: [{ item: "scope", registered, shown: "三天根治高血压 13812345678", answer: "differs" }],
        findings: ["超出适用范围"],
        caseNumber: "QM-202603020001",
      }),
      row("sku-1002", "clean"),
      row("sku-1003", "incomplete", { items: [], certificates: [], missing: ["国械注准20990000001"] }),
      row("sku-1004", "clean", {
        title: "",
        url: "",
        merchant: "",
        uscc: "",
        shop: undefined,
        capture: "",
        at: "2026-03-02",
      }),
    ],
    run: {
      id: 7,
      startedAt: "2026-03-02T00:30:00.000Z",
      endedAt: null,
      operator: "王芳",
      command: "check",
      scope: "甲乙丙旗舰店全部商品",
      planned: 4,
      read: 4,
      incomplete: 1,
      clean: 2,
      review: 0,
      violation: 1,
      versions: { 引擎: "0.1.0", 词库: "3f2a9c0011223344", 注册库: "nmpa（截至 2026-02-27）" },
      exitCode: 1,
    },
    plan: {
      planned: "10%（5/50 件）",
      actual: "8%（4/50 件）",
      operator: "王芳",
      reviewer: "李明",
      proof: "2026-03-02；abc",
      notes: ["样本中有 1 件这次没有读到：sku-1005"],
    },
  };
}
