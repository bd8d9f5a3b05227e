import { checkGtin } from "../certificates/index.js";
import type { Comparison } from "../contracts/comparison.js";
import type { Passage } from "../contracts/passage.js";
import type { Prepared } from "../contracts/prepared.js";

const LABEL =
  /^(?:商品|产品)?条形?码$|^69码$|^gtin(?:-?(?:8|12|13|14))?$|^udi(?:-?di)?$|^(?:医疗器械)?唯一标识(?:码)?$|^ean$/i;
const PROBLEMS = { length: "位数不是8、12、13或14位", digits: "含有数字以外的字符", check: "校验位不符" } as const;
/** Codes of other issuers than GS1 begin with these signs: HIBC, ICCBA. */
const OTHER_ISSUER = /^[+=]/;
const MAX_FOUND = 5;
/** What is shorter is no code: 无, 见包装; what is longer is prose. */
const MIN_WRITTEN = 8;
const MAX_WRITTEN = 100;

/** Bar codes and UDI that a listing states under their labels: GTIN digits. Always for a person: no law asks for a GTIN. */
export function checkProductCodes({ passages }: Pick<Prepared, "passages">): Comparison[] {
  const found: Comparison[] = [];
  for (let index = 0; index < passages.length && found.length < MAX_FOUND; index++) {
    const { text, label } = passages[index] as Passage;
    if (label === null || text.length < MIN_WRITTEN || text.length > MAX_WRITTEN) continue;
    if (!LABEL.test(label.replace(/[\s:：]/g, ""))) continue;
    const written = text.trim();
    if (OTHER_ISSUER.test(written)) continue;
    const { code, problem } = checkGtin(written);
    // Letters in a bar code are another code.
    if (problem === null || code.length < MIN_WRITTEN || (problem === "digits" && !written.startsWith("(01)")))
      continue;
    found.push({
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
    });
  }
  return found;
}
