import type { Zone } from "../contracts/passage.js";
import type { Certainty, Force, Note, Status } from "../contracts/result.js";
import { OCR_NOTES } from "../ocr/notes.js";
import { PAGE_NOTES } from "../page/notes.js";

export const STATUS_NAMES: Readonly<Record<Status, string>> = {
  violation: "疑似违规",
  incomplete: "未读全",
  review: "待人工复核",
  clean: "未发现问题",
};

export const CERTAINTY_NAMES: Readonly<Record<Certainty, string>> = { violation: "疑似", review: "待人工" };

export const ZONE_NAMES: Readonly<Record<Zone, string>> = {
  title: "标题",
  heading: "小标题",
  body: "正文",
  table: "表格",
  attribute: "参数",
  alt: "图片说明",
  meta: "网页描述",
  "json-ld": "结构化数据",
  state: "页面数据",
  hidden: "隐藏文字",
  picture: "图片文字",
  review: "买家评价",
  transcript: "口播",
  text: "文本",
};

export const FORCE_NAMES: Readonly<Record<Force, string>> = {
  law: "法律",
  regulation: "行政法规",
  rule: "部门规章",
  normative: "规范性文件",
  standard: "标准",
  platform: "平台规则",
};

/** Names of the fields of a certificate, as it prints them. */
export const CERTIFICATE_FIELDS: Readonly<Record<string, string>> = {
  number: "证号",
  productName: "产品名称",
  scope: "适用范围",
  validUntil: "有效期至",
  status: "状态",
  models: "型号规格",
  composition: "结构及组成",
  holder: "注册人",
  class: "类别",
  rx: "处方药分类",
  contraindications: "禁忌",
  precautions: "注意事项",
  manufacturers: "生产企业",
  dosageForm: "剂型",
  approvedOn: "批准日期",
  licences: "许可和备案",
  notices: "名单",
  gtin: "商品条码",
  uscc: "统一社会信用代码",
};

const NOTE_SENTENCES: Readonly<Record<string, string>> = {
  "file-missing": "文件不存在，请核对路径",
  "no-permission": "没有读取权限，请检查文件权限",
  "file-unreadable": "文件读取失败",
  "name-not-utf8": "文件名不是 UTF-8 编码，无法打开，请改名后再检查",
  "link-loop": "符号链接互相指向，无法打开",
  "file-too-large": "文件超过 32 MiB 上限，未读取；多个商品请改用 JSON Lines，每行一个",
  "not-a-file": "不是普通文件，请改用 - 从标准输入读取",
  "empty-file": "内容为空，没有可检查的文字",
  "binary-content": "是二进制内容，不是文本或网页",
  "folder-unreadable": "文件夹没有读取权限或已损坏",
  "folder-too-deep": "文件夹层级过深，未继续读取",
  "folder-without-pages": "文件夹里没有可读取的文件（.html .txt .md .docx .srt .vtt .csv .xlsx .jsonl）",
  "columns-unknown": "没有认出标题或文案列，未读取；请用 --columns 写明各列的含义",
  "row-unreadable": "这一行的列数与表头不符，未读取",
  "cell-unreadable": "是公式或错误值，未读取；请先复制并粘贴为数值",
  "table-damaged": "表格已损坏或不完整，其余未读取",
  "table-encoding": "文字编码无法识别，未读取；请另存为 UTF-8",
  "table-format": "不是可以读取的表格（旧版 .xls、加密的文件请另存为 .xlsx 或 CSV）",
  "table-over-limit": "表格超过上限，其余未读取",
  "not-a-docx": "不是 Word 文档（.docx）",
  "docx-damaged": "Word 文档已损坏或已加密，未读取",
  "docx-over-limit": "Word 文档解压后超过上限，未读取",
  "docx-too-long": "Word 文档过长，只检查了前面的部分",
  "docx-too-deep": "Word 文档嵌套过深，更深的未读取",
  "no-cues": "没有读到带时间的口播文字",
  "package-missing": "读取这种文件需要的可选组件没有安装（csv-parse、yauzl）",
  "fetch-failed": "网页没有取到，未检查",
  "page-not-rendered": "网页需要浏览器才能显示，没有渲染，内容可能不全",
  "pictures-waiting": "图片尚未识别，识别后会再检查一次",
  "image-not-fetched": "图片没有取到，其中的文字未识别",
  "image-address-forbidden": "图片地址无效、指向内部地址或不在许可的主机之内，未读取",
  "image-robots-forbidden": "robots.txt 不许读取这张图片",
  "worker-died": "检查这一件时工作线程崩溃，未检查；请把它和版本号反馈给我们",
  "adapter-not-applied": "没有安装可选组件 cheerio，未按适配器读取价格和商家（文字照常检查）",
  "adapter-page-too-long": "网页过长，未按适配器读取价格和商家",
  "too-many-files": "文件数超过上限，其余未读取",
  "line-too-long": "这一行超过 16 MiB 上限，未读取",
  "line-not-utf8": "这一行不是 UTF-8 编码，请转码后重试",
  "line-not-json": "这一行不是合法的 JSON",
  "line-not-a-listing": '这一行不是商品对象（应为 {"id": …, "title": …}）',
  "not-a-listing": "不是商品对象",
  "value-too-deep": "嵌套过深，未采用",
  "id-missing": "缺少 id 和 url，结果无法对应到商品",
  "too-many-faults": "字段错误过多，未读取",
  "invalid-field": "字段类型或取值不符，未采用",
  "text-truncated": "文字过长，只检查了前面的部分",
  "list-truncated": "条数过多，只检查了前面的部分",
  "listing-too-long": "全部文字过长，其余未检查",
  "html-not-read": "网页内容未读取",
  "page-truncated": "网页过大，其余未检查",
  "no-text": "没有可检查的文字",
  "absence-not-judged": "缺少法定声明、未展示证件等规则未判断（页面不完整或者有图片未读）",
  "rules-switched-off": "配置停用的规则，未判断",
  "rules-overridden": "配置修改过的规则",
  "dictionary-extended": "配置增加的内容",
  "words-allowed": "配置放行的词句",
  "image-not-read": "图片中的文字未识别",
  "image-remote": "图片是网址，本命令不下载，图片中的文字未识别",
  "image-outside-folder": "图片路径指向输入文件所在文件夹之外，未读取",
  "image-missing": "图片文件不存在，请核对路径（相对于输入文件所在文件夹）",
  "image-unreadable": "图片文件读取失败",
  "image-too-large": "图片超过 32 MiB 上限，未读取",
  "image-url-invalid": "data: 图片地址有误，未读取",
  "too-many-pictures": "图片超过上限，其余未识别",
  "ocr-not-installed": "未安装图片文字识别的可选软件包，图片中的文字未识别",
  "registry-unreadable": "注册库查询失败",
  "too-many-numbers": "证号过多，其余未查询",
  "scan-failed": "检查过程出错，请把这条商品和版本号反馈给我们",
};

/**
 * A note as a sentence; an unknown code is shown as it is.
 *
 * @example
 * describeNote({ code: "line-not-json", where: "a.jsonl:17" }); // → "a.jsonl:17：这一行不是合法的 JSON"
 */
export function describeNote(note: Note): string {
  const pageNotes: Readonly<Record<string, { readonly text: string }>> = PAGE_NOTES;
  return `${note.where}：${NOTE_SENTENCES[note.code] ?? OCR_NOTES[note.code] ?? pageNotes[note.code]?.text ?? note.code}`;
}

/** Reviewed copy may not be cut, joined or changed (总局令第 21 号第二十条), so whoever follows a suggestion needs a new approval. */
const REAPPROVAL =
  "药品、医疗器械、保健食品、特医食品广告按建议修改后，须重新取得广告批准文号；已审查通过的内容不得剪辑、拼接、修改";

/**
 * What every report says of itself, and what it did not look at.
 *
 * @param suggested findings of the report that came with a suggestion
 */
export function disclaimer(unchecked: readonly string[], suggested = 0): string {
  const rest = unchecked.length === 0 ? "无" : unchecked.join("、");
  const notice = suggested > 0 ? `。${REAPPROVAL}` : "";
  return `本结果为机器提示，未发现问题不等于合规，不替代广告审查；未检查：${rest}${notice}`;
}
