import type { ViolationCase } from "../../contracts/case.js";
import type { FormId } from "../catalogue.js";
import type { LetterDetails } from "../details.js";
import type { Letter } from "../document.js";
import { levelOf } from "../facts/case-facts.js";
import { hasReached } from "../facts/history.js";
import { isSerious } from "../tables/serious-ledger.js";
import { publication, riskWarning, warningLift } from "./announcements.js";
import { transferLetter, violationReport } from "./authority-letters.js";
import { inquiryNotice } from "./inquiry-notice.js";
import { findingOpinion, preliminaryForm, stopApproval } from "./serious-sheets.js";
import { stopNotice, stopOperationSheet } from "./stop-letters.js";

/** A letter about one case: how it is written, and which cases come to it by themselves. */
export interface CaseLetter {
  readonly form: FormId;
  readonly build: (one: ViolationCase, details: LetterDetails) => Letter;
  readonly concerns: (one: ViolationCase) => boolean;
}

const isStopping = (one: ViolationCase) => hasReached(one, "stop-approval", "emergency-stop", "stopped");
const isStopped = (one: ViolationCase) => hasReached(one, "emergency-stop", "stopped");
const isGrave = (one: ViolationCase) => one.confirmed && levelOf(one) <= 2 && one.state !== "false-alarm";

/** The letters about one case, in the order in which a case comes to them. */
export const CASE_LETTERS: readonly CaseLetter[] = [
  { form: "preliminary-form", build: preliminaryForm, concerns: isSerious },
  { form: "inquiry-notice", build: inquiryNotice, concerns: (one) => isSerious(one) && hasReached(one, "formal") },
  {
    form: "finding-opinion",
    build: findingOpinion,
    concerns: (one) => isSerious(one) && hasReached(one, "determined"),
  },
  { form: "stop-approval-form", build: stopApproval, concerns: isStopping },
  { form: "stop-notice", build: stopNotice, concerns: isStopped },
  { form: "stop-operation-sheet", build: stopOperationSheet, concerns: isStopped },
  { form: "publication", build: publication, concerns: isStopped },
  { form: "warning", build: riskWarning, concerns: isGrave },
  {
    form: "warning-lift",
    build: warningLift,
    concerns: (one) => isGrave(one) && hasReached(one, "restored", "closed"),
  },
  { form: "violation-report", build: violationReport, concerns: isGrave },
  // Between authorities: only where it is asked for by name.
  { form: "transfer-letter", build: transferLetter, concerns: () => false },
];
