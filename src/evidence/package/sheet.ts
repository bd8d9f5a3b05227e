import type { ScanResult } from "../../contracts/result.js";
import { maskPersonal } from "../../report/mask-personal.js";
import { neutralise } from "../../report/neutralise.js";
import { DISPLAY_FIELDS } from "../../rules/changes/display-fields.js";
import { MAX_SHEET_PICTURE_BYTES } from "../limits.js";
import type { CaptureFacts, ChangeEvent, FileRole, KeptFile, StoredCapture } from "../store/capture.js";

export const ROLE_NAMES: Readonly<Record<FileRole, string>> = {
  body: "网页响应",
  passages: "页面文段",
  certificates: "当时的注册证记录",
  result: "检查结果",
  picture: "图片",
  screenshot: "全页截图（标出所涉元素）",
  resource: "页面的样式、图片（截图时另取）",
  "shop-home": "店铺首页",
  "licence-page": "证照公示页",
  other: "其他",
};

const OUTCOMES = { violation: "疑似违规", incomplete: "未读全", review: "待人工复核", clean: "未发现问题" } as const;
const SESSIONS = { anonymous: "未登录", "logged-in": "已登录", "prescription-approved": "处方审核通过后" } as const;

/** First bytes of a PNG file. */
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What a sheet says besides the captures. */
export interface SheetFacts {
  readonly title: string;
  /** Name of the package beside it. */
  readonly packageName: string;
  readonly packageBytes: number;
  readonly packageSha256: string;
  readonly keyFingerprint: string;
  readonly signedAt: string;
  readonly software: string;
  readonly changes: readonly ChangeEvent[];
  /** Bytes of kept files, for screenshots that are shown in the sheet; absent: none are. */
  readonly read?: ((file: KeptFile) => Uint8Array) | undefined;
}

/**
 * The sheet that a person reads beside a package: what was on the pages, when, how it was captured, and what the signature
 * proves and what not. HTML without script; equal input, equal bytes.
 */
export function evidenceSheet(captures: readonly StoredCapture[], facts: SheetFacts): string {
  const shown = new Shown(facts.read);
  const platform = captures.find((one) => one.facts.platform !== undefined)?.facts.platform;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${text(facts.title)}</title><style>${STYLE}</style></head><body>
<h1>电子证据固定单</h1>
<table>${rows([
    ["事由", facts.title],
    ["平台", platform],
    ["证据包", `${facts.packageName}（${facts.packageBytes} 字节）`],
    ["证据包 SHA-256", facts.packageSha256],
    ["签名时间", `${facts.signedAt}（签名机器的时钟，未经授时机构证明）`],
    ["公钥指纹（SHA-256）", facts.keyFingerprint],
    ["制作软件", facts.software],
    ["采集次数", String(captures.length)],
  ])}</table>
<h2>签名证明什么，不证明什么</h2>
<ul>
<li>证明：持有上述私钥的人签名以后，证据包和本单的每一个字节都没有变。用 medlint evidence verify 和另行取得的公钥可以核验。</li>
<li>不证明：采集之前页面是否被改动，采集的机器和程序是否可信，页面内容是否真实，机器时钟是否准确。</li>
<li>不证明签名人的身份：公钥属于谁，须由公示、函件等另外的途径确认。没有可信的公钥时只能得出“自签名后一致”。</li>
<li>本签名不是《电子签名法》第十三条所称的可靠电子签名，也不是可信时间戳。需要时请另行公证、取得时间戳或者存证。</li>
<li>单中“疑似违规”是程序提示；是否违规由具名人员确认，是否违法由行政机关认定。</li>
</ul>
${captures.map((capture, index) => captureSection(capture, index + 1, shown)).join("\n")}
${changesSection(facts.changes)}
<h2>签字</h2>
<table>${rows([
    ["制作人", " "],
    ["执法（经办）人员一", " "],
    ["执法（经办）人员二", " "],
    ["日期", " "],
  ])}</table>
</body></html>
`;
}

/** What the kept files of a capture show: its findings by number, and its screenshots, as many as a sheet can hold. */
class Shown {
  readonly #read: SheetFacts["read"];
  #left = MAX_SHEET_PICTURE_BYTES;

  constructor(read: SheetFacts["read"]) {
    this.#read = read;
  }

  /** Findings as the result numbers them, and as the frames of the screenshots do. */
  findings({ files }: StoredCapture): string {
    const kept = files.find((file) => file.role === "result");
    if (this.#read === undefined || kept === undefined) return "";
    const { findings } = JSON.parse(Buffer.from(this.#read(kept)).toString("utf8")) as Pick<ScanResult, "findings">;
    const lines = findings.map(
      ({ name, certainty, matched, excerpt }, index) =>
        `<tr><td>${index + 1}</td><td>${text(name)}</td><td>${certainty === "violation" ? "疑似" : "待人工"}</td><td>${text(maskPersonal(excerpt || matched)) || "（页面缺少应有内容）"}</td></tr>`,
    );
    return `<table><tr><th>编号</th><th>问题（程序提示）</th><th>判定</th><th>原文</th></tr>${lines.join("")}</table>`;
  }

  screenshots({ files }: StoredCapture): string {
    const read = this.#read;
    if (read === undefined) return "";
    return files
      .filter((file) => file.role === "screenshot")
      .map((file) => {
        const caption = `<figcaption>${text(file.name)}　SHA-256 <span class="hash">${file.object}</span></figcaption>`;
        if (file.bytes > this.#left) return `<figure>${caption}（图片过大，只在证据包中）</figure>`;
        const bytes = Buffer.from(read(file));
        if (!bytes.subarray(0, PNG.length).equals(PNG)) return "";
        this.#left -= bytes.length;
        return `<figure>${caption}<img alt="全页截图" src="data:image/png;base64,${bytes.toString("base64")}"></figure>`;
      })
      .join("");
  }
}

function captureSection(capture: StoredCapture, number: number, shown: Shown): string {
  const { facts, price } = capture;
  const files = capture.files.map(
    (file) =>
      `<tr><td>${ROLE_NAMES[file.role]}</td><td>${text(file.name)}${file.at === undefined ? "" : `（取得于 ${text(file.at)}）`}</td><td>${file.bytes}</td><td class="hash">${file.object}</td></tr>`,
  );
  const findings = [...new Set(capture.findings.map(({ name, rule }) => name ?? rule))].join("、");
  return `<section><h2>采集 ${number}：${text(capture.title ?? capture.listing)}</h2>
<table>${rows([
    ["商品", capture.listing],
    ["地址", capture.url],
    ["经营者", [capture.merchant, capture.uscc].filter(Boolean).join("，")],
    ["采集时间", capture.capturedAt],
    ["响应状态", capture.status === null ? undefined : String(capture.status)],
    ["展示价、划线价（货值线索）", `${price.shown ?? "—"} 元、${price.struck ?? "—"} 元`],
    ["程序结果", `${OUTCOMES[capture.outcome]}${findings === "" ? "" : `：${findings}`}`],
    [
      "词库、引擎版本",
      `${capture.engine.dictionary}、${capture.engine.version}；分词 ${capture.engine.segmenter}；文字识别 ${capture.engine.ocr}`,
    ],
    ["采集记录 SHA-256", capture.hash],
    ...circumstances(facts),
  ])}</table>
${shown.findings(capture)}<table><tr><th>内容</th><th>名称</th><th>字节</th><th>SHA-256</th></tr>${files.join("")}</table>${shown.screenshots(capture)}</section>`;
}

/** 采集情况, in words; what is not known is said to be unknown. */
function circumstances(facts: CaptureFacts): [string, string | undefined][] {
  const tls = facts.tlsCertificate;
  const unknown = "未记录";
  return [
    ["跳转", redirectsOf(facts.redirects) ?? unknown],
    ["解析地址（IP）", facts.resolvedIp ?? unknown],
    ["DNS 应答", facts.dns?.join("、") ?? unknown],
    ["TLS 版本", facts.tlsVersion ?? unknown],
    ["TLS 证书", tls === undefined ? unknown : certificateOf(tls)],
    ["HTTP 版本（请求）", facts.httpVersion ?? unknown],
    ["ICP 备案号", facts.icpNumber ?? unknown],
    ["本机地址（路由器后面不是出口地址）", facts.outgoingAddress ?? unknown],
    ...(facts.proxy === undefined ? [] : [["代理", facts.proxy] as [string, string]]),
    ["机器、浏览器", `${facts.machine ?? unknown}；${facts.browser ?? unknown}`],
    ["采集时间（北京时间，本机的钟）", facts.localTime ?? unknown],
    [
      "本机时钟比服务器 Date 头",
      facts.aheadOfServerS === undefined
        ? unknown
        : `${facts.aheadOfServerS < 0 ? "慢" : "快"} ${Math.abs(facts.aheadOfServerS)} 秒（Date 只到整秒，服务器的钟也可能不准）`,
    ],
    ["时钟偏差", facts.clockOffsetMs === undefined ? unknown : `${facts.clockOffsetMs} 毫秒`],
    ["登录状态", facts.loginState === undefined ? unknown : SESSIONS[facts.loginState]],
    ["步骤", facts.steps?.join("；") ?? unknown],
    ["制作方法", facts.method ?? unknown],
    ["制作人", facts.madeBy ?? unknown],
    ["执法人员", facts.officers?.join("、") ?? unknown],
    ["销量（货值线索）", facts.sold ?? unknown],
  ];
}

function redirectsOf(redirects: CaptureFacts["redirects"]): string | undefined {
  return redirects?.length === 0 ? "没有跳转" : redirects?.join(" → ");
}

function certificateOf(tls: NonNullable<CaptureFacts["tlsCertificate"]>): string {
  const { subject, issuer, sha256, validFrom, validTo } = tls;
  const valid =
    validFrom === undefined && validTo === undefined ? "" : `；有效期 ${validFrom ?? "—"} 至 ${validTo ?? "—"}`;
  return `${subject}；签发者 ${issuer}；SHA-256 ${sha256 ?? "未记录"}${valid}`;
}

function changesSection(changes: readonly ChangeEvent[]): string {
  const fields = changes.filter(({ kind }) => kind === "field");
  if (fields.length === 0) return "";
  const lines = fields.map(
    ({ listing, at, subject, before, after }) =>
      `<tr><td>${text(listing)}</td><td>${text(at)}</td><td>${text(nameOf(subject))}</td><td>${text(before ?? "（没有）")}</td><td>${text(after ?? "（没有）")}</td></tr>`,
  );
  return `<h2>前后变化（由人判断）</h2><table><tr><th>商品</th><th>时间</th><th>字段</th><th>原为</th><th>现为</th></tr>${lines.join("")}</table>`;
}

function nameOf(subject: string): string {
  return (DISPLAY_FIELDS as Readonly<Record<string, string>>)[subject] ?? subject;
}

function rows(pairs: readonly (readonly [string, string | null | undefined])[]): string {
  return pairs
    .map(([name, value]) => `<tr><th>${name}</th><td>${text(value === "" ? "—" : (value ?? "—"))}</td></tr>`)
    .join("");
}

/** Text of a page in HTML: escaped, and without characters that nobody sees. */
function text(value: string): string {
  return neutralise(value)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const STYLE = `body{font:14px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2em auto;max-width:60em;color:#111}
h1{text-align:center;font-size:22px}h2{font-size:16px;margin-top:1.5em}table{border-collapse:collapse;width:100%;margin:.5em 0}
th,td{border:1px solid #666;padding:.25em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f0f0f0;font-weight:600}tr>th:first-child:not(:last-child){width:13em}.hash{font-family:monospace;font-size:12px}
figure{margin:.5em 0}figcaption{font-size:12px}img{max-width:100%;border:1px solid #666}
@media print{body{margin:0;max-width:none}section{break-inside:auto}tr{break-inside:avoid}}`;
