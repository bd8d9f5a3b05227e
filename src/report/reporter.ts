import type { Prepared } from "../contracts/prepared.js";
import type { ScanResult } from "../contracts/result.js";
import type { Summary } from "./summary.js";

/** A format: what is written before, for each result as it comes, and after all. Every method returns text. */
export interface Reporter {
  begin(): string;
  /** @param prepared what the result was judged from, where `--explain` asks for it and it could be read */
  result(result: ScanResult, prepared: Prepared | null): string;
  end(summary: Summary): string;
}
