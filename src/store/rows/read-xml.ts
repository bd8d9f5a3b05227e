import { Parser } from "htmlparser2";
import { RowsError } from "./rows-error.js";
import { type Fields, type ReadOptions, RejectedRow, type RowStream, type SourceRow } from "./source-row.js";

/** Elements within elements. */
export const MAX_XML_DEPTH = 64;
/** Text and fields of one row; a longer row is rejected. UTF-16 units. */
export const MAX_XML_ROW = 4 * 1024 * 1024;

/**
 * Reads XML whose rows are the elements named `rowName`, or the children of the root. A row's fields are its leaf elements
 * and attributes, by name, and by path (`contact/name`) where they stand deeper; repeated ones are lists.
 */
export async function* readXml(
  texts: AsyncIterable<string>,
  { skip }: Pick<ReadOptions, "skip">,
  rowName: string | null = null,
): RowStream {
  const collector = new Collector(rowName, skip);
  const parser = new Parser(collector, { xmlMode: true, decodeEntities: true });
  for await (const text of texts) {
    // In pieces, so that rows are handed on before a large chunk is through.
    for (let i = 0; i < text.length; i += PIECE) {
      parser.write(text.slice(i, i + PIECE));
      const rows = collector.takeRows();
      if (rows.length > 0) yield rows;
    }
  }
  collector.isEnd = true;
  parser.end();
  const rows = collector.takeRows();
  if (rows.length > 0) yield rows;
  if (!collector.hasRoot) throw new RowsError("MEDLINT_IMPORT_DAMAGED", "中没有任何 XML 元素");
}

const PIECE = 1 << 16;

class Collector {
  readonly #rowName: string | null;
  readonly #skip: number;
  readonly #open: string[] = [];
  #rows: SourceRow[] = [];
  #count = 0;
  #line = 1;
  /** Depth of the open row's element, or 0. */
  #rowDepth = 0;
  #rowLine = 0;
  #fields: Record<string, unknown> = {};
  #size = 0;
  #text = "";
  #isLeaf = false;
  hasRoot = false;
  isEnd = false;

  constructor(rowName: string | null, skip: number) {
    this.#rowName = rowName;
    this.#skip = skip;
  }

  takeRows(): readonly SourceRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    this.hasRoot = true;
    this.#open.push(name);
    if (this.#open.length > MAX_XML_DEPTH) {
      throw new RowsError("MEDLINT_IMPORT_LIMIT", `的 XML 元素嵌套超过 ${MAX_XML_DEPTH} 层`);
    }
    this.#text = "";
    this.#isLeaf = true;
    if (this.#rowDepth === 0 && this.#isRow(name)) {
      this.#rowDepth = this.#open.length;
      this.#rowLine = this.#line;
      this.#fields = {};
      this.#size = 0;
    }
    if (this.#rowDepth > 0)
      for (const [key, value] of Object.entries(attributes)) this.#add([...this.#path(), key], value);
  }

  ontext(text: string): void {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#line++;
    if (this.#rowDepth === 0) return;
    this.#size += text.length;
    if (this.#size <= MAX_XML_ROW) this.#text += text;
  }

  onclosetag(name: string, isImplied: boolean): void {
    if (isImplied) {
      const why = this.isEnd ? "在这里结束，文件可能被截断" : "没有结束标记";
      throw new RowsError(
        "MEDLINT_IMPORT_DAMAGED",
        `不是完整的 XML：第 ${this.#line} 行附近 <${name.slice(0, 40)}> ${why}`,
      );
    }
    if (this.#rowDepth > 0) {
      if (this.#open.length === this.#rowDepth) this.#finishRow();
      else if (this.#isLeaf) this.#add(this.#path(), this.#text);
    }
    this.#open.pop();
    this.#text = "";
    this.#isLeaf = false;
  }

  #isRow(name: string): boolean {
    return this.#rowName === null ? this.#open.length === 2 : name === this.#rowName;
  }

  /** Names from below the row's element to the open one. */
  #path(): string[] {
    return this.#open.slice(this.#rowDepth);
  }

  #add(path: readonly string[], value: string): void {
    this.#size += path.length * 8;
    const name = path.at(-1) ?? "";
    if (this.#size > MAX_XML_ROW || name === "__proto__") return;
    const keys = path.length > 1 ? [name, path.join("/")] : [name];
    for (const key of keys) {
      const known = Object.hasOwn(this.#fields, key) ? this.#fields[key] : undefined;
      if (known === undefined) this.#fields[key] = value;
      else if (Array.isArray(known)) known.push(value);
      else this.#fields[key] = [known, value];
    }
  }

  #finishRow(): void {
    this.#rowDepth = 0;
    if (Object.keys(this.#fields).length === 0) return;
    this.#count++;
    if (this.#count <= this.#skip) return;
    const fields: Fields | RejectedRow =
      this.#size > MAX_XML_ROW ? new RejectedRow(`这一条超过 ${MAX_XML_ROW} 字`) : this.#fields;
    this.#rows.push({ line: this.#rowLine, fields });
  }
}
