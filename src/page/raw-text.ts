import type { ElementAttributes } from "./element-attributes.js";
import type { ElementVisibility } from "./element-visibility.js";
import type { Flows } from "./flows.js";
import type { NoteList } from "./notes.js";
import type { Frame } from "./open-elements.js";
import type { PageTexts } from "./page-texts.js";
import { ScriptData } from "./script-data.js";
import type { StructuredData } from "./structured-data.js";
import { Role } from "./tags.js";

/**
 * Elements whose content is no markup of the page: scripts, styles, text areas, frames. Their text is only located
 * while the page streams by, and read when the element ends.
 */
export class RawText {
  readonly #html: string;
  readonly #texts: PageTexts;
  readonly #flows: Flows;
  readonly #visibility: ElementVisibility;
  readonly #notes: NoteList;
  readonly #scripts: ScriptData;
  #start = -1;
  #end = -1;
  #type = "";
  #id = "";

  constructor(
    html: string,
    into: {
      readonly texts: PageTexts;
      readonly flows: Flows;
      readonly visibility: ElementVisibility;
      readonly notes: NoteList;
      readonly structured: StructuredData;
    },
  ) {
    this.#html = html;
    this.#texts = into.texts;
    this.#flows = into.flows;
    this.#visibility = into.visibility;
    this.#notes = into.notes;
    this.#scripts = new ScriptData(
      {
        text: (zone, text, at, length, voice) => this.#texts.add(text, at, length, { zone, hide: 0, voice }),
        fragment: (zone, html, at, length, voice) =>
          this.#texts.addPage(html, at, { zone, hide: 0, voice }, () => [0, at, length]),
      },
      into.notes,
      into.structured,
    );
  }

  /** Whether text was taken whose element has not ended. */
  get isOpen(): boolean {
    return this.#start >= 0;
  }

  /** Whether an element's text is for `take`. */
  static isRaw(role: Role): boolean {
    return role === Role.SCRIPT || role === Role.STYLE || role === Role.IFRAME || role === Role.TEXTAREA;
  }

  beginScript(attributes: ElementAttributes): void {
    this.#type = attributes.get("type").toLowerCase();
    this.#id = attributes.get("id");
  }

  take(start: number, end: number): void {
    if (this.#start < 0) this.#start = start;
    this.#end = end;
  }

  /** Reads the text of an element that ends. */
  read(frame: Frame): void {
    if (this.#start < 0) return;
    const { role } = frame.tag;
    if (role === Role.SCRIPT) this.#readScript(frame);
    else if (role === Role.TEXTAREA) this.#readTextarea(frame);
    else if (role === Role.STYLE) {
      this.#visibility.readRules(this.#html.slice(this.#start, this.#end), this.#start, this.#notes);
    }
    // What stands in an iframe is for browsers that know none.
    this.#start = -1;
  }

  #readScript(frame: Frame): void {
    const type = this.#type;
    const isTemplate = type.startsWith("text/") && /html|template|x-/.test(type) && !type.endsWith("javascript");
    if (isTemplate) this.#texts.addPart(this.#start, this.#end, frame);
    else this.#scripts.read(this.#html, this.#start, this.#end, type, this.#id);
  }

  /** Shops park the description's HTML in a textarea, to be put into the page when it scrolls into view. */
  #readTextarea(frame: Frame): void {
    const raw = this.#html.slice(this.#start, this.#end);
    const tag = raw.search(/<[a-z]/i);
    if (tag >= 0 && raw.includes(">", tag)) {
      this.#texts.addPart(this.#start, this.#end, frame);
    } else {
      this.#flows.write(frame, this.#start, this.#end);
      this.#flows.boundary(frame.hide);
    }
  }
}
