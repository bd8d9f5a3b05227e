import type { Mapping } from "../mapping.js";

/** Health food registrations. */
export const HEALTH_FOODS: Mapping = {
  id: "health-foods",
  name: "保健食品注册信息",
  detect: ["register_no", "name"],
  kinds: ["health-food"],
  fields: {
    number: { from: ["register_no"], as: "number" },
    productName: { from: ["name"] },
    scope: { from: ["health_function", "function"] },
    precautions: { from: ["attention"] },
    contraindications: { from: ["unsuit_person"] },
    composition: { from: ["raw_material"] },
    holder: { from: ["holder", "company"] },
    approvedOn: { from: ["approval_date"], as: "date" },
    validUntil: { from: ["valid_until"], as: "date" },
  },
};
