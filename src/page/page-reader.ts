import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import { hasVisibleValue } from "./attribute-texts.js";
import { ElementAttributes } from "./element-attributes.js";
import { ElementVisibility } from "./element-visibility.js";
import type { ElementWatcher } from "./element-watcher.js";
import { decodeAttribute } from "./entities.js";
import { Flows } from "./flows.js";
import { MAX_HTML_NODES, MAX_NESTING } from "./limits.js";
import { readMeta } from "./meta-texts.js";
import { NoteList } from "./notes.js";
import { type Frame, OpenElements } from "./open-elements.js";
import type { Page } from "./page.js";
import { PageMedia } from "./page-media.js";
import { PageTexts } from "./page-texts.js";
import { Pairs } from "./pairs.js";
import { PassageList } from "./passage-list.js";
import { RawText } from "./raw-text.js";
import { Voices } from "./review.js";
import { StructuredData } from "./structured-data.js";
import { Role, type Tag, tagOf, UNKNOWN_TAG } from "./tags.js";
import { isCutOff } from "./truncation.js";
import { NO_EFFECT } from "./visibility.js";

/**
 * Reads a page in one pass over the tokens of htmlparser2. The tokenizer is told not to decode entities, which lets it
 * jump from tag to tag; they are decoded where a text is kept, so that each knows its place in the source.
 */
export class PageReader implements TokenizerCallbacks {
  readonly #html: string;
  readonly #nesting: number;
  readonly #notes = new NoteList();
  readonly #passages: PassageList;
  readonly #pairs: Pairs;
  readonly #media: PageMedia;
  readonly #attributes: ElementAttributes;
  readonly #structured = new StructuredData();
  readonly #texts: PageTexts;
  readonly #raw: RawText;
  readonly #visibility: ElementVisibility;
  readonly #voices = new Voices();
  readonly #open: OpenElements;
  readonly #tokenizer: Tokenizer;
  readonly #flows: Flows;
  readonly #watcher: ElementWatcher | null;
  readonly #documentTags = new Set<string>();
  #title: string | null = null;
  #canonical: string | null = null;
  #tag: Tag = UNKNOWN_TAG;
  #tagName = "";
  #tagStart = 0;
  #nodes = 0;
  /** Open elements beyond the depth cap; while there are any, nothing is read. */
  #beyond = 0;
  /** End of the last token: where it is not the end of the page, the page was cut within a token. */
  #consumed = 0;
  #sawEnd = false;
  #isCutInToken = false;
  #isStopped = false;

  constructor(html: string, nesting: number, watcher: ElementWatcher | null = null) {
    this.#html = html;
    this.#watcher = watcher;
    this.#nesting = nesting;
    const notes = this.#notes;
    this.#attributes = new ElementAttributes(html, notes);
    this.#passages = new PassageList(notes);
    this.#pairs = new Pairs(this.#passages.drafts, notes);
    this.#media = new PageMedia(html, notes);
    const parts = { attributes: this.#attributes, passages: this.#passages, pairs: this.#pairs, media: this.#media };
    this.#texts = new PageTexts({ html, notes, ...parts }, (inner) =>
      nesting < MAX_NESTING ? new PageReader(inner, nesting + 1).read() : null,
    );
    this.#visibility = new ElementVisibility(this.#attributes);
    this.#flows = new Flows(html, this.#passages);
    const into = { texts: this.#texts, flows: this.#flows, visibility: this.#visibility };
    this.#raw = new RawText(html, { ...into, notes, structured: this.#structured });
    this.#open = new OpenElements((frame) => this.#leave(frame));
    this.#tokenizer = new Tokenizer({ decodeEntities: false }, this);
  }

  read(): Page {
    this.#tokenizer.write(this.#html);
    this.#tokenizer.end();
    if (this.#nesting === 0 && this.#isCutOff()) this.#notes.add("html-truncated", this.#html.length);
    this.#open.closeAll();
    this.#flows.boundary(0);
    const passages = this.#passages.toPassages();
    const hasText = passages.some(({ zone, hidden }) => !hidden && zone !== "title" && zone !== "meta");
    if (this.#nesting === 0 && !hasText && this.#media.images.length === 0) this.#notes.add("html-no-text", "html");
    return {
      passages,
      title: this.#title,
      attributes: this.#pairs.toRecord(),
      images: this.#media.images,
      links: this.#media.links,
      canonical: this.#canonical,
      structured: this.#structured.toStructured(),
      notes: this.#notes.toArray(),
      truncated: this.#isStopped || this.#notes.has("html-truncated"),
    };
  }

  // Events of the tokenizer. Offsets are those of the page.

  ontext(start: number, end: number): void {
    if (start < 0) {
      this.#isCutInToken = true;
      return;
    }
    this.#consumed = end;
    if (this.#beyond > 0) return;
    this.#countNode(start);
    const { top } = this.#open;
    const { role } = top.tag;
    this.#watcher?.text(start, end);
    if (RawText.isRaw(role)) {
      this.#raw.take(start, end);
      return;
    }
    this.#flows.write(top, start, end);
    if (this.#media.isInLink) this.#media.addLinkText(start, end);
  }

  onopentagname(start: number, end: number): void {
    const name = this.#html.slice(start, end);
    this.#tag = tagOf(name);
    this.#tagName = this.#tag === UNKNOWN_TAG ? name.toLowerCase() : this.#tag.name;
    this.#tagStart = start - 1;
    this.#attributes.reset();
  }

  onattribname(start: number, end: number): void {
    this.#attributes.begin(start, end);
  }

  onattribdata(start: number, end: number): void {
    this.#attributes.setValue(start, end);
  }

  onopentagend(end: number): void {
    this.#consumed = end + 1;
    this.#enter();
  }

  onselfclosingtag(end: number): void {
    this.#consumed = end + 1;
    const { size, top } = this.#open;
    const isForeign = top.foreign || this.#tag.role === Role.FOREIGN;
    this.#enter();
    if (isForeign && this.#open.size > size) this.#open.pop();
  }

  onclosetag(start: number, end: number): void {
    const close = this.#html.indexOf(">", end);
    this.#consumed = close < 0 ? end : close + 1;
    this.#countNode(start);
    this.#tagStart = start - 2;
    const name = this.#html.slice(start, end);
    const tag = tagOf(name);
    if (this.#beyond > 0) {
      if (!tag.isVoid && !tag.optionalEnd) this.#beyond--;
      return;
    }
    if (tag.role === Role.BREAK) {
      this.#flows.gap(this.#open.top, this.#open.top.hide, "\n", start - 2, this.#consumed - start + 2);
    } else if (tag.role === Role.HTML) {
      // Text after it still belongs to the body.
      if (tag.name !== "head") this.#sawEnd = true;
      this.#flows.boundary(0);
    } else if (!tag.isVoid) {
      const isClosed = this.#open.close(tag, tag === UNKNOWN_TAG ? name.toLowerCase() : tag.name);
      if (!isClosed && tag.block) this.#flows.boundary(this.#open.top.hide);
    }
  }

  oncomment(_start: number, end: number): void {
    this.#countNode(end);
    this.#consumed = end + 1;
    if (end >= this.#html.length) this.#isCutInToken = true;
  }

  oncdata(start: number, end: number, endOffset: number): void {
    if (this.#open.top.foreign) this.ontext(start, end - endOffset);
    this.#consumed = end + 1;
  }

  ondeclaration(_start: number, end: number): void {
    this.#consumed = end + 1;
  }

  isInForeignContext(): boolean {
    return this.#open.top.foreign;
  }

  onattribend(): void {}
  onattribentity(): void {}
  ontextentity(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  // Elements

  #enter(): void {
    this.#countNode(this.#tagStart);
    const tag = this.#tag;
    if (this.#beyond > 0) {
      if (!tag.isVoid && !tag.optionalEnd) this.#beyond++;
      return;
    }
    const isForeign = this.#open.top.foreign;
    if (!isForeign) this.#open.closeFor(tag);
    const parent = this.#open.top;
    const hasAttributes = !this.#attributes.isEmpty;
    const effect = hasAttributes || tag.role === Role.DIALOG ? this.#visibility.effectOf(tag) : NO_EFFECT;
    const hide = this.#visibility.hideOf(tag, parent, effect);
    if (tag.isVoid) {
      this.#watcher?.enter(this.#tagName, this.#attributes);
      this.#watcher?.leave();
      this.#enterVoid(tag, hide);
      return;
    }
    if (tag.role === Role.HTML && this.#isSecond(tag)) return;
    if (this.#open.isFull) {
      this.#notes.add("html-too-deep", this.#tagStart);
      this.#flows.boundary(hide);
      this.#beyond = 1;
      return;
    }
    const breaks = (effect.breaks ?? tag.block) && !isForeign;
    if (breaks) this.#flows.boundary(hide);
    else if (hide !== parent.hide) this.#flows.endHidden();
    const frame = this.#open.push(tag, this.#tagName);
    this.#watcher?.enter(this.#tagName, this.#attributes);
    frame.breaks = breaks;
    frame.hide = hide;
    frame.changesHide = hide !== parent.hide;
    frame.colour = effect.colour || parent.colour;
    frame.background = effect.background || parent.background;
    frame.firstPassage = this.#passages.drafts.length;
    if (tag.zone !== null && !isForeign) frame.zone = tag.zone;
    if (hasAttributes) {
      if (breaks && tag.role !== Role.HTML) frame.voice = this.#voices.of(this.#attributes) ?? frame.voice;
      this.#texts.addAttributes(frame, hide);
      this.#media.addDrawn(this.#tagName, this.#attributes, this.#tagStart);
    }
    this.#enterRole(frame, isForeign);
  }

  #enterRole(frame: Frame, isForeign: boolean): void {
    switch (frame.tag.role) {
      case Role.NONE:
        if (isForeign && (frame.name === "foreignobject" || frame.name === "desc")) frame.foreign = false;
        break;
      case Role.SCRIPT:
        this.#raw.beginScript(this.#attributes);
        break;
      case Role.TITLE:
        if (isForeign) {
          frame.foreign = false;
          frame.gloss = true;
          frame.zone = "alt";
        }
        break;
      case Role.ANCHOR:
        if (this.#attributes.has("href")) this.#media.openLink(this.#attributes.get("href").trim());
        break;
      case Role.TABLE:
        this.#pairs.openTable();
        break;
      case Role.ROW:
        this.#pairs.openRow();
        break;
      case Role.DEFINITIONS:
        this.#pairs.openDefinitions();
        break;
      case Role.ITEM:
        frame.hint = this.#attributes.get("title");
        break;
      case Role.IFRAME:
        if (this.#attributes.has("srcdoc")) {
          const at = this.#attributes.startOf("srcdoc");
          const srcdoc = this.#html.slice(at, this.#attributes.endOf("srcdoc"));
          this.#texts.addDecoded(decodeAttribute(srcdoc), at, srcdoc.length, frame);
        }
        break;
      case Role.GLOSS:
        frame.gloss = true;
        break;
      case Role.FOREIGN:
        frame.foreign = true;
        this.#flows.gap(frame, frame.hide, " ", this.#tagStart, this.#consumed - this.#tagStart);
        break;
    }
  }

  #enterVoid(tag: Tag, hide: number): void {
    const { top } = this.#open;
    const length = this.#consumed - this.#tagStart;
    switch (tag.role) {
      case Role.BREAK:
        this.#flows.gap(top, hide, "\n", this.#tagStart, length);
        return;
      case Role.META:
        if (readMeta(this.#attributes, this.#structured))
          this.#texts.addAttribute("content", { zone: "meta", hide: 0, voice: top.voice });
        return;
      case Role.LINK:
        if (this.#canonical === null && this.#attributes.get("rel").toLowerCase().split(/\s+/).includes("canonical")) {
          this.#canonical = this.#attributes.get("href").trim();
        }
        return;
      case Role.OBJECT:
        this.#media.addObject(tag.name, this.#attributes, this.#tagStart);
        if (hide === 0 || hide === top.hide) this.#flows.gap(top, hide, " ", this.#tagStart, length);
        break;
      default:
        if (tag.block) this.#flows.boundary(hide);
    }
    if (!this.#attributes.isEmpty) {
      this.#texts.addAttributes(top, hide);
      if (hasVisibleValue(tag.name, this.#attributes))
        this.#texts.addAttribute("value", { zone: "alt", hide, voice: top.voice });
    }
  }

  /** Called for each element that ends, while it is still the innermost. */
  #leave(frame: Frame): void {
    this.#watcher?.leave();
    if (frame.breaks) this.#flows.boundary(frame.hide);
    else if (frame.changesHide) this.#flows.endHidden();
    const from = frame.firstPassage;
    switch (frame.tag.role) {
      case Role.SCRIPT:
      case Role.STYLE:
      case Role.IFRAME:
      case Role.TEXTAREA:
        this.#raw.read(frame);
        break;
      case Role.TITLE:
        if (frame.gloss) this.#flows.endGloss();
        else this.#title ??= this.#passages.drafts[from]?.text ?? null;
        break;
      case Role.ANCHOR:
        this.#media.closeLink(this.#consumed);
        break;
      case Role.ROW:
        this.#pairs.closeRow();
        break;
      case Role.CELL:
        if (frame.hide === 0) this.#pairs.closeCell(frame.name === "th", from);
        break;
      case Role.DEFINITIONS:
        this.#pairs.closeDefinitions();
        break;
      case Role.TERM:
        this.#pairs.closeTerm(from);
        break;
      case Role.DEFINITION:
        this.#pairs.closeDefinition(from);
        break;
      case Role.ITEM:
        this.#pairs.closeItem(from, frame.hint);
        break;
      case Role.GLOSS:
        this.#flows.endGloss();
        break;
      case Role.FOREIGN:
        this.#flows.gap(frame, frame.hide, " ", this.#tagStart, this.#consumed - this.#tagStart);
        break;
    }
  }

  /** A page has one `html`, `head` and `body`; tags of others add nothing. */
  #isSecond(tag: Tag): boolean {
    if (this.#documentTags.has(tag.name)) return true;
    this.#documentTags.add(tag.name);
    return false;
  }

  #isCutOff(): boolean {
    const { role } = this.#open.top.tag;
    const isRawOpen = this.#raw.isOpen || role === Role.SCRIPT || role === Role.TEXTAREA || role === Role.TITLE;
    return (
      !this.#isStopped &&
      isCutOff(this.#html, {
        isInToken: this.#isCutInToken || this.#consumed < this.#html.length || isRawOpen,
        isDocument: this.#documentTags.size > 0,
        hasEnd: this.#sawEnd,
        hasUnclosed: this.#open.hasUnclosed() || this.#beyond > 0,
      })
    );
  }

  #countNode(at: number): void {
    if (++this.#nodes <= MAX_HTML_NODES) return;
    this.#notes.add("html-too-many-nodes", at);
    this.#isStopped = true;
    this.#tokenizer.pause();
  }
}
