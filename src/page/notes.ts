import type { Note } from "../contracts/result.js";

/**
 * What can be worth noting about a page. `lost`: a part of the page was not read, and whoever judges it must not call
 * it clean. `text`: the same for people.
 */
export const PAGE_NOTES = {
  "charset-guessed": { lost: false, text: "页面未声明字符编码，按内容推断" },
  "charset-corrected": { lost: false, text: "页面声明的字符编码与内容不符，已按内容更正" },
  "charset-unknown": { lost: true, text: "页面声明的字符编码无法识别" },
  "undecodable-bytes": { lost: true, text: "部分字节无法解码" },
  binary: { lost: true, text: "内容不是文本" },
  "html-truncated": { lost: true, text: "页面不完整，结尾被截断" },
  "html-no-text": { lost: true, text: "页面没有可读的文字，可能由脚本生成" },
  "html-too-long": { lost: true, text: "页面过长，超出部分未读" },
  "html-too-deep": { lost: true, text: "标签嵌套过深，超出部分未读" },
  "html-too-many-nodes": { lost: true, text: "标签过多，超出部分未读" },
  "html-too-much-text": { lost: true, text: "文字过多，超出部分未读" },
  "html-nested-too-deep": { lost: true, text: "页面内嵌页面层数过多，超出部分未读" },
  "attribute-too-long": { lost: true, text: "标签属性过长，未读" },
  "image-src-too-long": { lost: true, text: "图片地址过长，未读" },
  "too-many-images": { lost: true, text: "图片过多，超出部分未读" },
  "too-many-attributes": { lost: true, text: "商品参数过多，超出部分未列入参数" },
  "too-many-links": { lost: false, text: "链接过多，超出部分未列出" },
  "state-too-large": { lost: true, text: "脚本数据过大，超出部分未读" },
  "state-too-deep": { lost: true, text: "脚本数据嵌套过深，超出部分未读" },
  "state-too-many-strings": { lost: true, text: "脚本数据中的文字过多，超出部分未读" },
  "state-incomplete": { lost: true, text: "脚本数据不完整" },
  "json-ld-incomplete": { lost: true, text: "结构化数据（JSON-LD）不完整" },
  "style-too-large": { lost: false, text: "样式过长，超出部分未用于判断隐藏文字" },
} as const satisfies Record<string, { lost: boolean; text: string }>;

export type PageNoteCode = keyof typeof PAGE_NOTES;

/** Notes of one page: each code once, with the place where it first happened. */
export class NoteList {
  readonly #notes = new Map<PageNoteCode, string>();

  add(code: PageNoteCode, where: string | number): void {
    if (!this.#notes.has(code)) this.#notes.set(code, typeof where === "number" ? `html@${where}` : where);
  }

  has(code: PageNoteCode): boolean {
    return this.#notes.has(code);
  }

  toArray(): Note[] {
    return Array.from(this.#notes, ([code, where]) => ({ code, where }));
  }
}
