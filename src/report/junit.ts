import type { Finding, ScanResult } from "../contracts/result.js";
import { cutTail, markExcerpt } from "./excerpt.js";
import { citeBasis, describePlace, describeState, isPending, nameOf } from "./place.js";
import type { Reporter } from "./reporter.js";
import { describeNote } from "./wording.js";
import { xmlText } from "./xml-text.js";

const NAME_CHARS = 200;
const TEXT_CHARS = 2000;
const MAX_NOTES = 8;

/**
 * JUnit XML for build servers: a suite a listing, a test case a finding. Violations fail; what is for a human is skipped
 * (with `strict` it fails), as is what is known or suppressed; a listing that was not read in full is an error.
 *
 * @example
 * createJunitReporter({}).result(result, null); // → '<testsuite name="sku-1" tests="1" failures="1" …'
 */
export function createJunitReporter(options: { readonly strict?: boolean | undefined } = {}): Reporter {
  return {
    begin: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="medlint">\n',
    result: (result) => suite(result, options.strict ?? false),
    end: () => "</testsuites>\n",
  };
}

function suite(result: ScanResult, strict: boolean): string {
  const name = attribute(nameOf(result));
  const cases = result.findings.map((finding) => findingCase(finding, name, strict));
  const isUnread = result.status === "incomplete";
  if (isUnread) cases.push({ outcome: "error", xml: unreadCase(result, name) });
  if (cases.length === 0)
    cases.push({ outcome: "passed", xml: `    <testcase classname="${name}" name="未发现问题"/>` });
  const count = (outcome: Outcome) => cases.filter((one) => one.outcome === outcome).length;
  const counts = `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
  return `  <testsuite name="${name}" ${counts}>\n${cases.map(({ xml }) => xml).join("\n")}\n  </testsuite>\n`;
}

type Outcome = "failure" | "error" | "skipped" | "passed";

function findingCase(finding: Finding, listing: string, strict: boolean): { outcome: Outcome; xml: string } {
  const title = `${finding.rule} ${describePlace(finding.where)}`;
  const open = `    <testcase classname="${listing}" name="${attribute(title)}">`;
  if (!isPending(finding)) return skipped(open, describeState(finding));
  if (finding.certainty === "review" && !strict)
    return skipped(open, `待人工复核：${finding.name}：${finding.matched}`);
  const message = `${finding.level} 级 ${finding.name}：${finding.matched}`;
  const body = `<failure type="${attribute(finding.rule)}" message="${attribute(message)}">${bodyOf(finding)}</failure>`;
  return { outcome: "failure", xml: `${open}${body}</testcase>` };
}

function skipped(open: string, message: string): { outcome: Outcome; xml: string } {
  return { outcome: "skipped", xml: `${open}<skipped message="${attribute(message)}"/></testcase>` };
}

function unreadCase(result: ScanResult, listing: string): string {
  const notes = result.coverage.notes.slice(0, MAX_NOTES).map(describeNote).join("；");
  return `    <testcase classname="${listing}" name="读取"><error type="incomplete" message="${attribute(`未读全：${notes}`)}"/></testcase>`;
}

function bodyOf(finding: Finding): string {
  const marked = markExcerpt(finding.excerpt, finding.matched);
  const excerpt = marked === null ? finding.excerpt : `${marked.before}【${marked.match}】${marked.after}`;
  const lines = [
    excerpt,
    finding.message,
    ...finding.basis.map((basis) => `依据 ${citeBasis(basis)}`),
    ...(finding.certificate?.registered ? [`登记 ${finding.certificate.registered}`] : []),
    ...(finding.suggestion === "" ? [] : [`建议 ${finding.suggestion}`]),
    `指纹 ${finding.fingerprint}`,
  ];
  return lines.map((line) => xmlText(cutTail(line, TEXT_CHARS))).join("\n");
}

function attribute(text: string): string {
  return xmlText(cutTail(text, NAME_CHARS));
}
