import { readFile, stat } from "node:fs/promises";
import { Baseline, BaselineWriter } from "../baseline/baseline.js";
import type { Listing } from "../contracts/listing.js";
import type { ScanResult } from "../contracts/result.js";
import { type InlineComments, markInline, readInlineComments } from "../suppressions/inline-comments.js";
import { SuppressionList } from "../suppressions/suppression-list.js";
import { ConfigurationError, describeSystemError, UsageError } from "./errors.js";
import { OutputFile } from "./output-file.js";

/** Options of `medlint check` on baseline and suppressions. */
export interface ReviewOptions {
  readonly baseline?: string | undefined;
  readonly strictBaseline?: boolean | undefined;
  readonly writeBaseline?: string | undefined;
  readonly baselineReason?: string | undefined;
  readonly suppressions?: string | undefined;
  readonly inlineSuppressions?: boolean | undefined;
  readonly profile?: string | undefined;
}

/** What baseline and suppressions say at the end of a run. */
export interface ReviewOutcome {
  /** Whether something beside the findings fails the run. */
  readonly fails: boolean;
  readonly remarks: readonly string[];
}

const SHOWN = 10;

/** Marks findings as known or suppressed while results pass by, and says at the end what no longer fits. */
export class FindingReview {
  readonly #options: ReviewOptions;
  readonly #day: string;
  readonly #rules: ReadonlySet<string>;
  readonly #baseline: Baseline | null;
  readonly #writer: BaselineWriter | null;
  readonly #suppressions: SuppressionList | null;
  readonly #inlineRemarks: string[] = [];
  #inlineFails = 0;

  private constructor(
    options: ReviewOptions,
    day: string,
    rules: ReadonlySet<string>,
    baseline: Baseline | null,
    suppressions: SuppressionList | null,
  ) {
    this.#options = options;
    this.#day = day;
    this.#rules = rules;
    this.#baseline = baseline;
    this.#suppressions = suppressions;
    this.#writer =
      options.writeBaseline === undefined ? null : new BaselineWriter(baseline, day, options.baselineReason);
  }

  /**
   * @param day the day of the run, by which end dates are judged
   * @param rules ids that exist
   * @throws UsageError, ConfigurationError where an option or a file cannot be used
   */
  static async open(options: ReviewOptions, day: string, rules: Iterable<string>): Promise<FindingReview> {
    if (options.strictBaseline && options.baseline === undefined) {
      throw new UsageError("--strict-baseline 要和 --baseline 一起用");
    }
    if (options.baselineReason !== undefined && options.writeBaseline === undefined) {
      throw new UsageError("--baseline-reason 要和 --write-baseline 一起用");
    }
    if (options.inlineSuppressions && options.profile !== "merchant") {
      throw new UsageError("--inline-suppressions 只用于商家自己的文案，要和 --profile merchant 一起用");
    }
    const ids = new Set(rules);
    const baseline = await readPart(options.baseline, "--baseline", "MEDLINT_BASELINE", async () => {
      const { BaselineError, MAX_BASELINE_BYTES, parseBaseline } = await import("../baseline/baseline-file.js");
      const parse = (text: string) => new Baseline(parseBaseline(text));
      return { maxBytes: MAX_BASELINE_BYTES, parse, Refusal: BaselineError };
    });
    const suppressions = await readPart(options.suppressions, "--suppressions", "MEDLINT_SUPPRESSIONS", async () => {
      const file = await import("../suppressions/suppression-file.js");
      const parse = (text: string) =>
        new SuppressionList(
          file.parseSuppressions(text, (id) => ids.has(id)),
          day,
        );
      return { maxBytes: file.MAX_SUPPRESSION_BYTES, parse, Refusal: file.SuppressionError };
    });
    return new FindingReview(options, day, ids, baseline, suppressions);
  }

  /** Whether results change on their way. */
  get marks(): boolean {
    return this.hasBaseline || this.#suppressions !== null || this.#options.inlineSuppressions === true;
  }

  /** Whether every result is marked whether it is new. */
  get hasBaseline(): boolean {
    return this.#baseline !== null || this.#writer !== null;
  }

  /**
   * The comments of a merchant's own file; null where they are not asked for, and for what was crawled or came as one of
   * many lines: there a comment is a seller's typing.
   */
  readComments(listing: Listing, isOwnFile: boolean): InlineComments | null {
    const text = listing.html ?? listing.text;
    const isCrawled = listing.url !== undefined || listing.capturedAt !== undefined;
    if (!this.#options.inlineSuppressions || !isOwnFile || isCrawled || text === undefined) return null;
    return readInlineComments(text, (id) => this.#rules.has(id));
  }

  /** The result with its findings marked. @param comments what `readComments` gave */
  mark(result: ScanResult, comments: InlineComments | null, isPage: boolean): ScanResult {
    let marked = comments === null ? result : this.#markInline(result, comments, isPage);
    marked = this.#suppressions?.mark(marked) ?? marked;
    marked = this.#baseline?.mark(marked) ?? marked;
    return this.#writer?.take(marked) ?? marked;
  }

  #markInline(before: ScanResult, comments: InlineComments, isPage: boolean): ScanResult {
    const { result, expired, unused } = markInline(before, comments, isPage, this.#day);
    const at = (line: number) => `${result.listing ?? ""}:${line}`;
    const remarks = [
      ...comments.faults.map(({ line, reason }) => `${at(line)} 的豁免注释无效：${reason}`),
      ...expired.map(({ line, until }) => `${at(line)} 的豁免注释已过期（至 ${until}）`),
      // What was not read cannot show that a comment is idle.
      ...(result.status === "incomplete" ? [] : unused.map(({ line }) => `${at(line)} 的豁免注释没有用到，请删除`)),
    ];
    this.#inlineFails += remarks.length;
    this.#inlineRemarks.push(...remarks.slice(0, SHOWN - this.#inlineRemarks.length));
    return result;
  }

  /** @param isWhole false where the run was interrupted: then nothing is called gone or unused */
  outcome(isWhole: boolean): ReviewOutcome {
    const remarks = shortened(this.#inlineRemarks, this.#inlineFails, "条豁免注释有问题");
    let fails = this.#inlineFails > 0;
    if (this.#suppressions !== null) {
      const { expired, unused } = this.#suppressions.outcome();
      const name = (line: number) => `${this.#options.suppressions} 第 ${line} 行`;
      const lines = expired.map(({ line, until }) => `${name(line)}的豁免已过期（至 ${until}），不再生效`);
      if (isWhole) lines.push(...unused.map(({ line }) => `${name(line)}的豁免没有用到，请删除`));
      fails ||= lines.length > 0;
      remarks.push(...shortened(lines.slice(0, SHOWN), lines.length, "条豁免有问题"));
    }
    if (this.#baseline !== null && isWhole) {
      const { gone, unchecked } = this.#baseline.outcome();
      fails ||= gone.length > 0 && this.#options.strictBaseline === true && this.#writer === null;
      const lines = gone.map(
        ({ listing, rule, fingerprint }) =>
          `基线中的问题已消失：${listing ?? "（无编号）"} ${rule} ${fingerprint.slice(0, 16)}`,
      );
      remarks.push(
        ...shortened(lines.slice(0, SHOWN), lines.length, "项基线中的问题已消失，请用 --write-baseline 更新"),
      );
      if (unchecked > 0) remarks.push(`基线中有 ${unchecked} 项所属的商品本次没有检查或没有读全，未判断`);
    }
    return { fails, remarks };
  }

  /** Writes the new baseline, where one was asked for. */
  async commit(): Promise<void> {
    if (this.#writer === null || this.#options.writeBaseline === undefined) return;
    const file = await OutputFile.open(this.#options.writeBaseline, "--write-baseline");
    try {
      const { formatBaseline } = await import("../baseline/baseline-file.js");
      await file.write(formatBaseline(this.#writer.entries()));
      await file.commit();
    } catch (error) {
      await file.discard();
      throw error;
    }
  }
}

/** A list that ends where it gets long. */
function shortened(shown: readonly string[], total: number, what: string): string[] {
  return total > shown.length ? [...shown, `共 ${total} ${what}`] : [...shown];
}

/** How a part is read; loaded only where it is asked for. */
interface PartReader<T> {
  readonly maxBytes: number;
  readonly parse: (text: string) => T;
  /** What `parse` throws where the file is at fault. */
  readonly Refusal: new (
    message: string,
  ) => Error;
}

async function readPart<T>(
  path: string | undefined,
  option: string,
  code: `MEDLINT_${string}`,
  load: () => Promise<PartReader<T>>,
): Promise<T | null> {
  if (path === undefined) return null;
  const { maxBytes, parse, Refusal } = await load();
  const fail = (reason: string, cause?: unknown) =>
    new ConfigurationError(code, `${option} 指定的文件 ${path} 不能使用：${reason}`, { cause });
  try {
    const { size } = await stat(path);
    if (size > maxBytes) throw fail(`超过 ${maxBytes} 字节的上限`);
    return parse(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    if (error instanceof Refusal) throw fail(error.message, error);
    throw fail(describeSystemError(error), error);
  }
}
