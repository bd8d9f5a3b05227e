import type { Engine } from "../../contracts/result.js";
import type { Summary } from "../summary.js";
import { STATUS_NAMES } from "../wording.js";
import { xmlText } from "../xml-text.js";

/** What the head of the report says beside the counts. */
export interface PageFacts {
  readonly remarks: readonly string[];
  readonly engine: Engine | null;
  readonly disclaimer: string;
}

/** The visible page without its findings: counts, filters, empty lists. The script fills the rest. */
export function pageBody(summary: Summary, { remarks, engine, disclaimer }: PageFacts): string {
  const { status, findings, levels, known, suppressed } = summary;
  const figures = (["violation", "review", "incomplete", "clean"] as const)
    .map((one) => `<li class="s-${one}"><b>${status[one]}</b><span>${STATUS_NAMES[one]}</span></li>`)
    .join("");
  const byLevel = ([1, 2, 3, 4] as const).map((level) => `${level} 级 ${levels[level]}`).join("，");
  const aside = known + suppressed > 0 ? `；其中已知 ${known}，已豁免 ${suppressed}` : "";
  const judged =
    engine === null ? "" : `按 ${engine.day} 的法律判断 · 程序 ${engine.version} · 词库 ${engine.dictionary}`;
  return `<a class="skip" href="#results">跳到结果</a>
<header class="top">
<h1>药械合规扫描报告</h1>
<p class="muted">${xmlText(judged)}</p>
<ul class="figures">${figures}</ul>
<p>共检查 <b>${summary.listings}</b> 件，问题 <b>${findings.total}</b> 项（疑似 ${findings.violation}，待人工 ${findings.review}；${byLevel}，均为建议等级${aside}）。</p>
${remarks.length === 0 ? "" : `<ul class="remarks">${remarks.map((remark) => `<li>${xmlText(remark)}</li>`).join("")}</ul>`}
<p class="notice">${xmlText(disclaimer)}</p>
<noscript><p class="notice">浏览器停用了脚本，问题清单无法显示。请启用脚本，或用 --format csv、markdown 生成不需要脚本的结果。</p></noscript>
</header>
<div class="tools" role="search" aria-label="筛选">
<div class="tabs" role="group" aria-label="显示">
<button type="button" id="show-findings" aria-pressed="true">问题</button>
<button type="button" id="show-listings" aria-pressed="false">商品</button>
</div>
<label class="grow">搜索<input type="search" id="query" autocomplete="off" spellcheck="false" placeholder="商品、文字、规则、证号、指纹"></label>
<label>规则<select id="rule"><option value="">全部规则</option></select></label>
<label>等级<select id="level"><option value="">全部等级</option><option value="1">1 级 极严重</option><option value="2">2 级 严重</option><option value="3">3 级 一般</option><option value="4">4 级 轻微</option></select></label>
<label>判定<select id="certainty"><option value="">全部</option><option value="violation">疑似</option><option value="review">待人工</option></select></label>
<label>商品结论<select id="status"><option value="">全部</option>${(
    ["violation", "review", "incomplete", "clean"] as const
  )
    .map((one) => `<option value="${one}">${STATUS_NAMES[one]}</option>`)
    .join("")}</select></label>
<label>状态<select id="state"><option value="">全部</option><option value="new">未处理</option><option value="known">已知</option><option value="suppressed">已豁免</option></select></label>
<label>排序<select id="order"><option value="">按商品</option><option value="level">严重的在前</option></select></label>
<button type="button" id="clear">清除</button>
</div>
<main id="results" tabindex="-1">
<div class="bar"><p id="count" role="status" aria-live="polite"></p><div class="right"><nav class="pages" aria-label="分页（上）"></nav><button type="button" id="print">打印</button></div></div>
<div id="list"></div>
<div class="bar"><nav class="pages" aria-label="分页（下）"></nav></div>
</main>`;
}
