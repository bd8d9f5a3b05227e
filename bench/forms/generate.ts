import type { CaseEvent, CaseState, ViolationCase } from "../../src/contracts/case.js";
import { CHECK_ITEMS, type CheckItem, type MonitoringRow } from "../../src/contracts/monitoring.js";
import type { Finding, Level } from "../../src/contracts/result.js";

const MERCHANTS = 300;
const PRODUCTS = 1_500;
const DAY_MS = 86_400_000;
const START = Date.parse("2026-03-01T00:00:00.000Z");
const ENGINE = {
  version: "0.1.0",
  dictionary: "3f2a9c0011223344",
  segmenter: "jieba",
  ocr: "paddle",
  day: "2026-03-02",
};
const FAMILIES = ["efficacy", "efficacy", "wording", "endorsement", "certificate", "merchant", "price"] as const;
const SOURCES = ["scanner", "scanner", "scanner", "patrol", "complaint", "report", "regulator"] as const;

const hex = (index: number, salt: number) =>
  ((index + 1) * 2_654_435_761 + salt).toString(16).padStart(16, "0").repeat(4).slice(0, 64);

function finding(index: number): Finding {
  return {
    rule: index % 2 === 0 ? "efficacy-guarantee" : "off-scope-claim",
    name: index % 2 === 0 ? "功效断言或保证" : "超出注册证适用范围",
    level: ((index % 4) + 1) as Level,
    certainty: "violation",
    message: "“三天根治”是对功效的断言或者保证。",
    matched: "三天根治高血压",
    excerpt: `第 ${index} 件商品的详情页写着三天根治高血压，永不复发，适合全家使用，咨询 13812345678`,
    where: { zone: "body", field: "text", start: 12, end: 16, source: { start: 1200, end: 1204 }, image: null },
    related: [],
    basis: [
      {
        law: "中华人民共和国广告法",
        article: "第十六条第一款第一项",
        text: "医疗、药品、医疗器械广告不得含有下列内容：（一）表示功效、安全性的断言或者保证；",
        effectiveFrom: "2015-09-01",
        effectiveTo: null,
        force: "law",
        territory: "CN",
        penalty: "第五十八条第一款",
        checked: index % 3 !== 0,
      },
    ],
    certificate: {
      number: "国械注准20193090001",
      field: "scope",
      registered: "适用于物理降温、体表完整皮肤的冷敷护理。",
      claimed: "三天根治高血压",
      asOf: "2026-02-27",
    },
    suggestion: "删去对效果、时间和结果的承诺，改为注册证（说明书）载明的适用范围原文。",
    fingerprint: hex(index, 7),
  };
}

/** The steps that a case of a level took. */
function historyOf(index: number, level: Level, opened: number): { state: CaseState; history: CaseEvent[] } {
  const path: readonly (readonly [string, CaseState])[] =
    level === 1 && index % 8 === 0
      ? [
          ["accept", "preliminary"],
          ["to-formal", "formal"],
          ["determine", "determined"],
          ["submit-stop", "stop-approval"],
          ["approve-stop", "stopped"],
          ["publish", "published"],
          ["refund", "refunded"],
          ["report", "reported"],
        ]
      : [
          ["accept", "preliminary"],
          ["determine-minor", "determined"],
          ["order-rectification", "rectifying"],
          ["pass-rescan", "closed"],
        ];
  const history: CaseEvent[] = [
    {
      seq: index * 10,
      at: new Date(opened).toISOString(),
      actor: { kind: "machine", name: "medlint", role: "system" },
      number: null,
      event: "opened",
      data: {},
      hash: hex(index, 1),
    },
  ];
  let from: CaseState = "clue";
  for (const [step, [action, to]] of path.entries()) {
    history.push({
      seq: index * 10 + step + 1,
      at: new Date(opened + (step + 1) * 3_600_000).toISOString(),
      actor: { kind: "person", name: "李明", role: "quality-monitor" },
      number: null,
      event: "action",
      data: { action, from, to, note: "页面与证据一致", documents: [], fields: {} },
      hash: hex(index, step + 2),
    });
    from = to;
  }
  return { state: from, history };
}

/** A case of a month: 300 merchants, 1,500 products, one in thirty of level 1; the same for the same index. */
export function generateCase(index: number): ViolationCase {
  const day = index % 30;
  const opened = START + day * DAY_MS + (index % 600) * 60_000;
  const merchant = (index * 7) % MERCHANTS;
  const product = (index * 11) % PRODUCTS;
  const level = (index % 30 === 0 ? 1 : index % 10 === 1 ? 2 : index % 3 === 0 ? 4 : 3) as Level;
  const moment = new Date(opened).toISOString();
  const one = finding(index);
  const { state, history } = historyOf(index, level, opened);
  const source = SOURCES[index % SOURCES.length] ?? "scanner";
  const dayText = moment.slice(0, 10).replaceAll("-", "");
  return {
    number: `QM-${dayText}${String(Math.floor(index / 30) + 1).padStart(4, "0")}`,
    source,
    state,
    family: FAMILIES[index % FAMILIES.length] ?? "other",
    listing: {
      key: `sku-${index}`,
      url: `https://shop.example/item/${index}`,
      title: `医用冷敷凝胶 第 ${index} 款 三天根治`,
      platform: { name: "示例平台", uscc: "91110105MA01ABCDE9" },
    },
    merchant: {
      id: `m-${merchant}`,
      name: `第${merchant}号医疗器械有限公司`,
      uscc: `91110105MA01${String(merchant).padStart(6, "0")}`,
      region: "110105",
      address: `北京市朝阳区示例路${merchant}号`,
      licences: [{ kind: "医疗器械经营许可证", number: `京朝药监械经营许2020${merchant}号`, validUntil: "2026-04-20" }],
      shop: { id: `s-${merchant}`, name: `第${merchant}号旗舰店`, url: `https://shop.example/s/${merchant}` },
    },
    product: { name: "医用冷敷凝胶", kind: "device", category: "理疗", model: "100g", price: 39.9, sold: "2300" },
    proposedLevel: level,
    proposedReason: "规则等级",
    level,
    confirmed: true,
    assignee: { name: "王芳", role: "quality-monitor" },
    openedAt: moment,
    firstSeen: moment,
    lastSeen: moment,
    isShadow: false,
    rules: [one.rule],
    nextDue: null,
    episode: 1,
    priority: 3,
    description: source === "scanner" ? null : "买家来电 13812345678 称使用后无效",
    sourceReference: source === "regulator" ? `京药监械〔2026〕${index % 90}号` : null,
    certificates: [
      {
        number: `国械注准2019309${String(product).padStart(4, "0")}`,
        productName: "医用冷敷凝胶",
        scope: "适用于物理降温、体表完整皮肤的冷敷护理。",
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
    levelReason: "宣称根治",
    confirmedBy: { kind: "person", name: "李明", role: "quality-head" },
    confirmedAt: new Date(opened + 1_800_000).toISOString(),
    findings: [0, 1].map((ordinal) => {
      const own = finding(index + ordinal);
      return {
        fingerprint: own.fingerprint,
        rule: own.rule,
        finding: own,
        cluster: "c-1",
        firstSeen: moment,
        lastSeen: moment,
        timesSeen: 1,
        engine: ENGINE,
      };
    }),
    checks: one.certificate === null ? [] : [one.certificate],
    captures: [
      {
        id: hex(index, 3),
        at: moment,
        day: moment.slice(0, 10),
        fingerprints: [one.fingerprint],
        engine: ENGINE,
        evidence: [{ sha256: hex(index, 5), name: "商品页截图.png", kind: "screenshot", at: moment }],
      },
    ],
    evidence: [],
    clocks: [],
    documents: [],
    history,
    addressees: [
      {
        authority: "经营者所在地设区的市级人民政府负责药品监督管理的部门",
        basis: "《医疗器械监督管理条例》第四十六条第二款",
        limit: "立即",
      },
    ],
    keepUntil: { until: "2031-03-02", reason: "监测记录不少于 5 年" },
    legalHold: false,
  };
}

/** A listing that was monitored; every second one is clean. */
export function generateMonitored(index: number): MonitoringRow {
  const isClean = index % 2 === 1;
  const registered = "适用于物理降温、体表完整皮肤的冷敷护理。";
  return {
    listing: `sku-${index}`,
    title: `医用冷敷凝胶 第 ${index} 款`,
    url: `https://shop.example/item/${index}`,
    merchant: `第${index % MERCHANTS}号医疗器械有限公司`,
    uscc: `91110105MA01${String(index % MERCHANTS).padStart(6, "0")}`,
    shop: `第${index % MERCHANTS}号旗舰店`,
    batch: "20260101",
    certificates: ["国械注准20193090001"],
    missing: [],
    at: new Date(START + (index % 30) * DAY_MS).toISOString(),
    outcome: isClean ? "clean" : "violation",
    items: (Object.keys(CHECK_ITEMS) as CheckItem[]).map((item) => ({
      item,
      registered,
      shown: item === "scope" && !isClean ? "三天根治高血压" : registered,
      answer: item === "scope" && !isClean ? "differs" : "agrees",
    })),
    findings: isClean ? [] : ["功效断言或保证"],
    capture: hex(index, 9),
  };
}
