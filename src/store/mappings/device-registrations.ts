import type { Mapping } from "../mapping.js";

/** Device registrations with the official fields. */
export const DEVICE_REGISTRATIONS: Mapping = {
  id: "device-registrations",
  name: "医疗器械注册信息",
  detect: ["cert_no"],
  kinds: ["device"],
  fields: {
    number: { from: ["cert_no"], as: "number" },
    productName: { from: ["product_name"] },
    scope: { from: ["intended_use"] },
    contraindications: { from: ["contraindications"] },
    models: { from: ["model_spec"] },
    composition: { from: ["composition"] },
    holder: { from: ["registrant"] },
    class: { from: ["class"], values: { Ⅱ: "第二类", Ⅲ: "第三类", "2": "第二类", "3": "第三类", 同第三类: "第三类" } },
    approvedOn: { from: ["approval_date"], as: "date" },
    validUntil: { from: ["valid_until"], as: "date" },
    status: { from: ["status"] },
  },
};
