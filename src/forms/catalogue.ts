/** Every form of the quality system that is printed, with its kind: tables are XLSX, letters and files DOCX, all also HTML. */
export const FORMS = [
  { id: "monitoring-record", title: "产品信息监测记录表", kind: "table" },
  { id: "promotion-record", title: "违规宣传处置记录表", kind: "table" },
  { id: "quality-record", title: "质量问题处理记录 QR-QM-001", kind: "table" },
  { id: "licence-exceptions", title: "资质异常清单", kind: "table" },
  { id: "serious-ledger", title: "严重违法行为处理台账", kind: "table" },
  { id: "regulator-notices", title: "监管通报记录表", kind: "table" },
  { id: "rectification-notice", title: "风险整改通知书", kind: "letter" },
  { id: "inquiry-notice", title: "违法核实通知书", kind: "letter" },
  { id: "preliminary-form", title: "初步核实表", kind: "letter" },
  { id: "finding-opinion", title: "认定意见书", kind: "letter" },
  { id: "stop-approval-form", title: "停服审批表", kind: "letter" },
  { id: "stop-notice", title: "停止网络交易服务通知书", kind: "letter" },
  { id: "stop-operation-sheet", title: "停服操作确认单", kind: "letter" },
  { id: "publication", title: "停服公示", kind: "letter" },
  { id: "warning", title: "风险预警公告", kind: "letter" },
  { id: "warning-lift", title: "预警解除公告", kind: "letter" },
  { id: "violation-report", title: "违法行为报告", kind: "letter" },
  { id: "transfer-letter", title: "案件线索移送函", kind: "letter" },
  { id: "merchant-file", title: "一企一档", kind: "file" },
  { id: "product-file", title: "一品一档", kind: "file" },
] as const;

export type FormId = (typeof FORMS)[number]["id"];
export type FormFormat = "html" | "xlsx" | "docx";

export const FORM_IDS: readonly FormId[] = FORMS.map(({ id }) => id);
