import { type Fields, RejectedRow } from "./source-row.js";

const NOT_JSON = new RejectedRow("不是有效的 JSON");
const NO_OBJECT = new RejectedRow("不是 JSON 对象");

/** Some lines of UTF-8. */
export interface LineBlock {
  /** The lines, and behind them room that whoever reads a line may use until the next. */
  readonly bytes: Buffer;
  /** Of the lines. */
  readonly length: number;
  /** The lines with a character for each byte: `indexOf` finds a quote in a third of the time. */
  readonly units: string;
}

/** A line of a block that is not read yet. The bytes hold until the next rows are asked for. */
export class JsonLine {
  readonly block: LineBlock;
  readonly start: number;
  readonly end: number;
  /** Whether it has no escapes and no control characters. */
  readonly isPlain: boolean;

  constructor(block: LineBlock, start: number, end: number, isPlain: boolean) {
    this.block = block;
    this.start = start;
    this.end = end;
    this.isPlain = isPlain;
  }

  fields(): Fields | RejectedRow {
    const text = this.block.bytes.toString("utf8", this.start, this.end);
    let value: unknown;
    try {
      value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    } catch {
      return NOT_JSON;
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) return NO_OBJECT;
    return value as Fields;
  }
}
