import type { Input } from "../prepare/read/input.js";
import { neutralise } from "../report/neutralise.js";
import { describeNote } from "../report/wording.js";
import type { AnsweredListing, Complaint } from "./batch-answer.js";
import type { Judged } from "./judge.js";

/** What is said of an input beside its result. */
export function complaintsOf(input: Input, { failure }: Judged): Complaint[] {
  if (failure !== null) {
    const { where, error } = failure;
    const text = neutralise(`${where}：检查过程出错：${String(error)}`);
    return [{ text, isFailure: true, ...(error instanceof Error && { stack: error.stack }) }];
  }
  if (input.listing !== null) return [];
  return input.notes.map((note) => ({ text: neutralise(describeNote(note)), isFailure: false }));
}

/** What reports show beside the result. */
export function shownOf({ listing: given, line }: Input, { prepared }: Judged): AnsweredListing | null {
  if (prepared === null) return null;
  const { listing, passages, certificates } = prepared;
  const document = line === undefined ? (given?.html ?? given?.text) : undefined;
  return { listing, passages, certificates, document, isPage: given?.html !== undefined };
}
