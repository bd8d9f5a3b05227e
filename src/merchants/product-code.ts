import { checkGtin } from "../certificates/index.js";
import type { Comparison } from "../contracts/comparison.js";
import type { Prepared } from "../contracts/prepared.js";

const LABEL =
  /^(?:商品|产品)?条形?码$|^69码$|^gtin(?:-?(?:8|12|13|14))?$|^udi(?:-?di)?$|^(?:医疗器械)?唯一标识(?:码)?$|^ean$/i;
const PROBLEMS = { length: "位数不是8、12、13或14位", digits: "含有数字以外的字符", check: "校验位不符" } as const;
/** Codes of other issuers than GS1 begin with these signs: HIBC, ICCBA. */
const OTHER_ISSUER = /^[+=]/;
const MAX_FOUND = 5;

/** Bar codes and UDI that a listing states under their labels: GTIN digits. Always for a person: no law asks for a GTIN. */
export function checkProductCodes({ passages }: Pick<Prepared, "passages">): Comparison[] {
  return passages
    .flatMap((passage, index): Comparison[] => {
      const { text, label } = passage;
      if (label === null || !LABEL.test(label.replace(/[\s:：]/g, "")) || text.length > 100) return [];
      const written = text.trim();
      if (OTHER_ISSUER.test(written)) return [];
      const { code, problem } = checkGtin(written);
      // Too short for a code: 无, 见包装. Letters in a bar code are another code.
      if (problem === null || code.length < 8 || (problem === "digits" && !written.startsWith("(01)"))) return [];
      return [
        {
          check: "gtin-invalid",
          certainty: "review",
          passage: index,
          start: 0,
          end: text.length,
          certificateNumber: null,
          field: "gtin",
          registered: "",
          claimed: written.slice(0, 64),
          asOf: null,
          reason: `商品条码（GTIN）${code} ${PROBLEMS[problem]}`,
        },
      ];
    })
    .slice(0, MAX_FOUND);
}
