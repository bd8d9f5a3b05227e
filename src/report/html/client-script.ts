/**
 * The script of the report. It builds every element with `textContent` and attributes from a fixed set, never from
 * markup; only the page of the list that is looked at exists in the document.
 *
 * Plain JavaScript of ES2020, kept as text because its hash stands in the content policy; `test/report` runs it in Chromium.
 */
export const CLIENT_SCRIPT = String.raw`
(() => {
"use strict";
const PAGE = 50, PRINT_MAX = 2000, SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);
const listings = read("listings");
const { bases, status: STATUS, certainty: CERTAINTY } = read("tables");
const findings = listings.flatMap((listing) => listing.findings.map((finding) => ({ listing, finding, text: null })));
const FILTERS = ["query", "rule", "level", "certainty", "status", "state"];
const filters = Object.fromEntries(FILTERS.map((id) => [id, byId(id)]));
let view = "findings", page = 0, shown = [];

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}
const foreign = (text) => make("bdi", "", text);

function searchText({ listing, finding }) {
  return [listing.name, listing.title, listing.url, finding.rule, finding.name, finding.text.join(""), finding.message,
    finding.place, finding.claimed || "", (finding.certificate || []).map((one) => one.value).join(" "),
    finding.basis.map((index) => bases[index].cite).join(" "), finding.suggestion, finding.fingerprint].join("\n").toLowerCase();
}

function matches(item, wanted, words) {
  const { listing, finding } = item;
  if (wanted.rule && finding.rule !== wanted.rule) return false;
  if (wanted.level && String(finding.level) !== wanted.level) return false;
  if (wanted.certainty && finding.certainty !== wanted.certainty) return false;
  if (wanted.status && listing.status !== wanted.status) return false;
  if (wanted.state && finding.state !== wanted.state) return false;
  if (words.length === 0) return true;
  if (item.text === null) item.text = searchText(item);
  return words.every((word) => item.text.includes(word));
}

/** Stable: within one level and certainty the order of the listings stays. */
function byGravity(a, b) {
  return (a.finding.certainty === "review") - (b.finding.certainty === "review") || a.finding.level - b.finding.level;
}

function apply() {
  const wanted = Object.fromEntries(FILTERS.map((id) => [id, filters[id].value]));
  const words = wanted.query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const found = findings.filter((item) => matches(item, wanted, words));
  if (view === "findings") shown = byId("order").value === "level" ? found.sort(byGravity) : found;
  else {
    const asksFindings = wanted.rule || wanted.level || wanted.certainty || wanted.state;
    const counts = new Map();
    for (const { listing } of found) counts.set(listing, (counts.get(listing) || 0) + 1);
    shown = listings.filter((listing) => counts.has(listing) || (!asksFindings
      && (!wanted.status || listing.status === wanted.status)
      && words.every((word) => [listing.name, listing.title, listing.url, ...listing.notes].join("\n").toLowerCase().includes(word))));
  }
  page = 0;
  draw();
}

function draw(all) {
  const size = all ? PRINT_MAX : PAGE;
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  const from = all ? 0 : page * PAGE;
  const part = shown.slice(from, from + size);
  const unit = view === "findings" ? "项问题" : "件商品";
  const total = view === "findings" ? findings.length : listings.length;
  byId("count").textContent = shown.length === 0 ? "没有符合条件的" + unit
    : "共 " + shown.length + " " + unit + (shown.length < total ? "（全部 " + total + "）" : "") + "，显示第 " + (from + 1) + "–" + (from + part.length);
  const cards = part.map(view === "findings" ? findingCard : listingCard);
  byId("list").replaceChildren(...(cards.length ? cards : [make("p", "empty", "没有可显示的内容")]));
  for (const nav of document.querySelectorAll(".pages")) nav.replaceChildren(...pager(pages));
}

function pager(pages) {
  if (pages === 1) return [];
  const step = (label, to) => {
    const button = make("button", "", label);
    button.type = "button";
    button.disabled = to < 0 || to >= pages || to === page;
    button.addEventListener("click", () => { page = to; draw(); byId("results").focus(); window.scrollTo(0, byId("results").offsetTop - 90); });
    return button;
  };
  return [step("首页", 0), step("上一页", page - 1), make("span", "muted", (page + 1) + " / " + pages), step("下一页", page + 1), step("末页", pages - 1)];
}

function badge(kind, text) { return make("span", "badge " + kind, text); }

function findingCard({ listing, finding }) {
  const card = make("article", "card l" + finding.level + (finding.state === "new" ? "" : " aside"));
  card.append(make("div", "head", badge("l" + finding.level, finding.level + " 级"), badge(finding.certainty, CERTAINTY[finding.certainty]),
    make("h3", "", finding.name), make("code", "", finding.rule), finding.stateText ? badge("state", foreign(finding.stateText)) : null));
  card.append(make("p", "place", foreign(listing.name), listing.title ? " · " : "", foreign(listing.title), " · ", foreign(finding.place)));
  const [before, match, after] = finding.text;
  if (before + match + after) card.append(make("blockquote", "", before, match ? make("mark", "", match) : "", after));
  const picture = finding.picture && listing.pictures.find((one) => one.index === finding.picture.index);
  if (picture) card.append(pictureFigure(picture, finding.picture.boxes));
  card.append(make("p", "", foreign(finding.message)));
  if (finding.certificate) card.append(comparison(finding));
  if (finding.suggestion) card.append(make("p", "suggestion", make("b", "", "建议 "), foreign(finding.suggestion)));
  if (finding.exemptions) card.append(make("p", "muted", "已考虑的例外：", foreign(finding.exemptions)));
  if (finding.voice) card.append(make("p", "muted", foreign(finding.voice)));
  if (finding.basis.length) card.append(laws(finding.basis.map((index) => bases[index])));
  card.append(make("p", "foot", "指纹 ", make("code", "", finding.fingerprint.slice(0, 16))));
  return card;
}

function comparison(finding) {
  const registered = make("div", "registered", make("h4", "", "注册证登记"));
  if (finding.certificate.length === 0) registered.append(make("p", "muted", "（没有登记内容）"));
  for (const { name, value } of finding.certificate.slice(0, 1)) registered.append(make("p", "", make("span", "muted", name + " "), foreign(value)));
  const rest = finding.certificate.slice(1).flatMap(({ name, value }) => [name + " ", foreign(value), "　"]);
  if (rest.length) registered.append(make("p", "muted", ...rest));
  return make("div", "compare", make("div", "claimed", make("h4", "", "页面写法"), make("p", "", foreign(finding.claimed || finding.text[1] || "（无）"))), registered);
}

function laws(cited) {
  const details = make("details", "", make("summary", "", "依据 " + cited.map((law) => law.cite).join("；")));
  for (const law of cited) details.append(make("div", "law", make("p", "", make("b", "", law.cite)), make("p", "", law.text),
    make("p", "muted", law.dates + (law.penalty ? "；罚则 " + law.penalty : ""))));
  return details;
}

function drawing(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text) element.textContent = text;
  return element;
}

function pictureFigure(picture, boxes) {
  const isHit = (box) => boxes.some((one) => one.every((value, index) => value === box[index]));
  const svg = drawing("svg", { role: "img", "aria-label": "图片第 " + (picture.index + 1) + " 张，标出 " + boxes.length + " 处" });
  const fit = (width, height) => { svg.setAttribute("viewBox", "0 0 " + width + " " + height); svg.setAttribute("width", Math.min(width, 620)); };
  const margin = picture.data ? 0 : 12;
  fit(picture.width + margin, picture.height + margin);
  if (picture.data) {
    const image = drawing("image", { href: picture.data, x: 0, y: 0 });
    const probe = new Image();
    probe.addEventListener("load", () => {
      fit(probe.naturalWidth, probe.naturalHeight);
      image.setAttribute("width", probe.naturalWidth);
      image.setAttribute("height", probe.naturalHeight);
    });
    probe.src = picture.data;
    svg.append(image);
  } else {
    for (const { box: [x, y, width, height], text } of picture.lines) {
      const hit = isHit([x, y, width, height]);
      svg.append(drawing("rect", { class: "line", x, y, width, height }));
      const label = drawing("text", { class: hit ? "said hit" : "said", x, y: y + height * 0.78, "font-size": Math.max(1, height * 0.72) }, text);
      if (text) { label.setAttribute("textLength", width); label.setAttribute("lengthAdjust", "spacingAndGlyphs"); }
      svg.append(label);
    }
  }
  for (const [x, y, width, height] of boxes) svg.append(drawing("rect", { class: "box", x, y, width, height }));
  const note = picture.data ? "" : "（示意：按识别出的文字位置绘制，不是原图）";
  return make("figure", "", svg, make("figcaption", "", "图片第 " + (picture.index + 1) + " 张" + note + " ", make("code", "", foreign(picture.data ? "" : picture.src))));
}

function listingCard(listing) {
  const head = make("div", "listing", badge("s-" + listing.status, STATUS[listing.status]), make("h3", "", foreign(listing.name)),
    make("span", "", foreign(listing.title)), make("span", "muted", listing.findings.length + " 项问题"));
  const card = make("article", "card", head);
  if (listing.url && listing.url !== listing.name) card.append(make("p", "place", foreign(listing.url)));
  if (listing.notes.length) card.append(make("ul", "muted", ...listing.notes.map((note) => make("li", "", foreign(note)))));
  if (listing.findings.length) {
    const names = new Map();
    for (const finding of listing.findings) names.set(finding.name, (names.get(finding.name) || 0) + 1);
    card.append(make("p", "", [...names].map(([name, count]) => name + (count > 1 ? " ×" + count : "")).join("；")));
    const button = make("button", "", "查看这件商品的问题");
    button.type = "button";
    button.addEventListener("click", () => { clear(); filters.query.value = listing.name; show("findings"); });
    card.append(button);
  }
  return card;
}

function clear() { for (const id of FILTERS) filters[id].value = ""; }
function show(next) {
  view = next;
  byId("show-findings").setAttribute("aria-pressed", String(view === "findings"));
  byId("show-listings").setAttribute("aria-pressed", String(view === "listings"));
  apply();
}

const rules = new Map();
for (const { finding } of findings) {
  const rule = rules.get(finding.rule) || { name: finding.name, count: 0 };
  rule.count++;
  rules.set(finding.rule, rule);
}
for (const [id, { name, count }] of [...rules].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1))) {
  const option = make("option", "", name + "（" + count + "）");
  option.value = id;
  filters.rule.append(option);
}
let timer = 0;
filters.query.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(apply, 150); });
byId("order").addEventListener("change", apply);
for (const id of FILTERS.slice(1)) filters[id].addEventListener("change", apply);
byId("clear").addEventListener("click", () => { clear(); apply(); filters.query.focus(); });
byId("print").addEventListener("click", () => window.print());
byId("show-findings").addEventListener("click", () => show("findings"));
byId("show-listings").addEventListener("click", () => show("listings"));
window.addEventListener("beforeprint", () => draw(true));
window.addEventListener("afterprint", () => draw());
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  event.preventDefault();
  filters.query.focus();
});
show(findings.length === 0 && listings.length > 0 ? "listings" : "findings");
})();
`;
