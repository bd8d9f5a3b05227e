import type { Mapping } from "../mapping.js";

/** Drug inserts with approval number and Rx or OTC class. */
export const DRUG_INSERTS: Mapping = {
  id: "drug-inserts",
  name: "药品说明书",
  detect: ["approvalNum", "commonName"],
  kinds: ["drug"],
  fields: {
    number: { from: ["approvalNum"], as: "number" },
    productName: { from: ["commonName"] },
    scope: { from: ["indication"] },
    contraindications: { from: ["contraindications"] },
    precautions: { from: ["precautions"] },
    composition: { from: ["compounds"] },
    holder: { from: ["holder", "company"] },
    dosageForm: { from: ["dosageForm"] },
    rx: {
      from: ["prescriptions"],
      values: {
        处方药: "rx",
        OTC甲类: "otc-a",
        OTC乙类: "otc-b",
        甲类非处方药: "otc-a",
        乙类非处方药: "otc-b",
        双跨: "dual",
      },
    },
  },
};
