import type { Mapping } from "../mapping.js";

/** Certificates in the words of this program (`Certificate` of the listing contract). */
export const CERTIFICATES: Mapping = {
  id: "certificates",
  name: "medlint 证书",
  detect: ["number"],
  kinds: ["device", "drug", "health-food", "fsmp", "cosmetic", "disinfectant"],
  fields: {
    number: { from: ["number"], as: "number" },
    productName: { from: ["productName"] },
    scope: { from: ["scope"] },
    contraindications: { from: ["contraindications"] },
    precautions: { from: ["precautions"] },
    models: { from: ["models"] },
    composition: { from: ["composition"] },
    holder: { from: ["holder"] },
    manufacturers: { from: ["manufacturers"], as: "list" },
    class: { from: ["class"] },
    dosageForm: { from: ["dosageForm"] },
    rx: { from: ["rx"] },
    validUntil: { from: ["validUntil"], as: "date" },
    approvedOn: { from: ["approvedOn"], as: "date" },
    status: { from: ["status"] },
  },
};
