import type { Prepared } from "../../src/contracts/prepared.js";
import type { ScanResult } from "../../src/contracts/result.js";
import type { ReportedListing } from "../../src/report/reporter.js";
import { finding, result } from "./findings.js";

/** Texts by which a page would take a report over, one for each way of getting in. */
export const HOSTILE_TEXTS = [
  '</script><script>window.__owned="script"</script>',
  '<img src=x onerror="window.__owned=1">',
  "<svg onload=window.__owned=1>",
  '"><b onclick="window.__owned=1" onmouseover=window.__owned=1 autofocus onfocus=window.__owned=1 tabindex=1>x</b>',
  "javascript:window.__owned=1",
  "[x](javascript:window.__owned=1) ![x](http://evil.example/a.png)",
  "<style>*{display:none!important}</style>",
  "<!-- --><!--><iframe srcdoc='<script>parent.__owned=1</script>'></iframe>",
  "]]><x/><![CDATA[",
  "\u202e字覆盖\u202c \u2066隔离\u2069 العربية עברית",
  '=HYPERLINK("http://evil.example","x")',
  "+cmd|' /C calc'!A0",
  "\r\n::error file=x::owned\r\n##[add-mask]x",
  "a\tb\u0000c\u001b[31md\ufffe\ud800",
  "$\u007bwindow.__owned=1} {{constructor.constructor('window.__owned=1')()}} {0}",
];

/** A result in which every text of a page is hostile, with its listing. */
export function hostileResult(text: string): { result: ScanResult; listing: ReportedListing } {
  const where = { zone: "text" as const, field: `attributes.${text}`, start: 2, end: 2 + text.length, source: null };
  const passageText = `前文${text}后文`;
  const box = [10, 10, 200, 40] as const;
  const inPicture = { index: 0, boxes: [box] };
  const listing = {
    listing: { id: text, url: text, title: text, images: [{ src: text }] },
    passages: [
      { ...PASSAGE, zone: "text", field: where.field, text: passageText, image: null },
      {
        ...PASSAGE,
        zone: "picture",
        field: "text",
        text: passageText,
        image: { index: 0, lines: [{ start: 0, end: passageText.length, box }] },
      },
    ],
    certificates: [],
  } satisfies ReportedListing;
  const texts = { matched: text, excerpt: passageText, message: `“${text}”`, suggestion: text, exemptions: [text] };
  const certificate = { number: text, field: text, registered: text, claimed: text, asOf: text };
  return {
    result: result({
      listing: text,
      findings: [
        finding({ ...texts, certificate, where: { ...where, image: null } }),
        finding({ ...texts, where: { ...where, zone: "picture", field: "text", image: inPicture } }),
        finding({ ...texts, where: null, known: { since: "2026-01-01", reason: text } }),
        finding({ ...texts, suppressed: { by: "file", reason: text, author: text, until: "2026-12-31" } }),
      ],
      coverage: { ...result().coverage, notes: [{ code: text, where: text }] },
    }),
    listing,
  };
}

const PASSAGE: Omit<Prepared["passages"][number], "zone" | "field" | "text" | "image"> = {
  context: "advertisement",
  declared: false,
  author: "merchant",
  label: null,
  hidden: false,
  source: null,
};
