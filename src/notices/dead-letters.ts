import type { Delivery } from "./deliver.js";
import type { CaseNotice } from "./notice.js";

/** A notice that could not be delivered: one JSON object a line. */
export interface DeadLetter {
  readonly target: string;
  readonly failedAt: string;
  readonly tries: number;
  readonly reason: string;
  readonly notice: CaseNotice;
}

/** What is kept of a delivery that failed; null for one that arrived. */
export function deadLetterOf(delivery: Delivery, at: string): DeadLetter | null {
  const { target, tries, notice, isDelivered, reason } = delivery;
  return isDelivered ? null : { target, failedAt: at, tries, reason: reason ?? "", notice };
}

/** Lines of the file of dead letters. */
export function writeDeadLetters(letters: readonly DeadLetter[]): string {
  return letters.map((letter) => `${JSON.stringify(letter)}\n`).join("");
}

/** Dead letters of a file; lines that are none are counted, not thrown. */
export function readDeadLetters(text: string): { readonly letters: readonly DeadLetter[]; readonly broken: number } {
  const letters: DeadLetter[] = [];
  let broken = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    try {
      const letter = JSON.parse(line) as DeadLetter;
      if (typeof letter.target === "string" && typeof letter.notice?.id === "string") letters.push(letter);
      else broken++;
    } catch {
      broken++;
    }
  }
  return { letters, broken };
}
