import type { ViolationCase } from "../../contracts/case.js";
import { maskPersonal } from "../../report/mask-personal.js";
import type { Block } from "../document.js";
import { findingsOf, headFields, leadWords, numberedEvidence, placeOf } from "../facts/case-facts.js";
import { beijingTime } from "../moments.js";

const shared = new WeakMap<ViolationCase, Map<string, Block>>();

/** A block that several letters of one case show: built once, and frozen, so that it is written once too. */
function once(one: ViolationCase, name: string, build: () => Block): Block {
  const own = shared.get(one) ?? new Map<string, Block>();
  shared.set(one, own);
  const block = own.get(name) ?? Object.freeze(build());
  own.set(name, block);
  return block;
}

/** The head of every form, boxed. */
export function headBox(one: ViolationCase): Block {
  return once(one, "head", () => ({ kind: "fields", fields: headFields(one) }));
}

/** What was found in a case, in sentences with the words of the page: inside the house, and to authorities. */
export function factList(one: ViolationCase): Block {
  const described = one.description === null ? "" : maskPersonal(one.description);
  return once(one, "facts", () => ({ kind: "list", items: factLines(one, described) }));
}

/** The same to the merchant: who brought the lead is not told. */
export function toldFactList(one: ViolationCase): Block {
  return once(one, "told-facts", () => ({ kind: "list", items: factLines(one, leadWords(one)) }));
}

function factLines(one: ViolationCase, described: string): readonly string[] {
  const facts = findingsOf(one).map(({ name, matched, where, certificate }) => {
    const quoted = matched === "" ? "" : `：“${maskPersonal(matched)}”，${placeOf(where)}`;
    const registered =
      certificate === null || certificate.registered === ""
        ? ""
        : `；注册（备案）内容为“${certificate.registered}”${certificate.asOf === null ? "" : `（注册库截至 ${certificate.asOf}）`}`;
    return `${name}${quoted}${registered}`;
  });
  const lines = [described, ...facts].filter((line) => line !== "");
  return lines.length > 0 ? lines : ["（事实待填）"];
}

/** 证据目录. */
export function evidenceGrid(one: ViolationCase): Block {
  return once(one, "evidence", () => evidenceOf(one));
}

/** What a notice is about, on a page of its own: the head of every form, and the evidence. */
export function caseAnnex(one: ViolationCase): readonly Block[] {
  return [
    { kind: "page-break" },
    { kind: "heading", text: "附件：案件要素和证据目录" },
    headBox(one),
    evidenceGrid(one),
  ];
}

function evidenceOf(one: ViolationCase): Block {
  const rows = numberedEvidence(one).map(({ id, name, kind, at, sha256 }, index) => [
    String(index + 1),
    id,
    maskPersonal(name === "" ? kind : name),
    beijingTime(at),
    sha256,
  ]);
  return {
    kind: "grid",
    columns: [
      { header: "序号", share: 7 },
      { header: "证据编号", share: 20 },
      { header: "名称", share: 18 },
      { header: "固证时间", share: 19 },
      { header: "SHA-256", share: 36 },
    ],
    rows: rows.length > 0 ? rows : [["1", "", "（无，待补充）", "", ""]],
  };
}
