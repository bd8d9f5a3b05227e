import type { Comparison } from "../../contracts/comparison.js";
import { type FieldInput, isMerchantText } from "./field-input.js";
import { canonicalModel, isCount, RegisteredModels } from "./models.js";
import { provesFact } from "./proof.js";

const LABELS =
  /^(?:产品|医疗器械|器械|注册)?(?:型号|规格|规格型号|型号规格|规格\/型号|型号\/规格|型号、规格|规格、型号|型号及规格|规格及型号)$/;
const MAX_VALUE = 300;
/** A page that lists more is a table of variants; the first that differ say enough. */
const MAX_FOUND = 3;

/**
 * Models and sizes that a page states against the registered list, with ranges, units and 型. A list that stands elsewhere
 * (见附页) or is open (等) proves nothing; counts in a box are no models. Source: Order 38 art. 11.
 */
export function checkSpecModel(input: FieldInput): Comparison[] {
  if (!input.isProductPage) return [];
  const known = input.known.filter((one) => (one.models ?? "").trim() !== "");
  const lists = known.map((one) => new RegisteredModels(one.models ?? ""));
  const first = known[0];
  // Where one of several lists cannot say, the model may be of that one.
  if (first === undefined || lists.some((list) => !list.isList) || known.length < input.known.length) return [];
  const found: Comparison[] = [];
  for (const [index, passage] of input.passages.entries()) {
    const label = passage.label?.replace(/[\s:：]/g, "") ?? "";
    if (!LABELS.test(label) || !isMerchantText(passage) || passage.image !== null) continue;
    if (passage.text.length > MAX_VALUE) continue;
    const pieces = piecesOf(passage.text);
    // A model may hold blanks itself: EXTARO 300 CM.
    const whole = pieces.map(({ text }) => text).filter((text) => !isCount(text));
    if (lists.some((list) => list.lacks(passage.text) === false || list.lacks(whole.join("")) === false)) continue;
    for (const { text, start, end } of pieces) {
      if (found.length >= MAX_FOUND || !lists.every((list) => list.lacks(text) === true)) continue;
      const isProven = known.length === 1 && provesFact(first, input.day);
      found.push({
        check: "spec-model-out-of-scope",
        certainty: isProven ? "violation" : "review",
        passage: index,
        start,
        end,
        certificateNumber: first.number ?? null,
        field: "models",
        registered: (first.models ?? "").slice(0, 500),
        claimed: text,
        asOf: first.asOf ?? null,
        reason: `页面所列${label}“${text}”不在注册证载明的型号、规格之内`,
      });
    }
  }
  return found;
}

/** The parts of a value, with their places; blanks part them only where both sides can stand alone. */
function piecesOf(value: string): { text: string; start: number; end: number }[] {
  const pieces: { text: string; start: number; end: number }[] = [];
  for (const match of value.matchAll(/[^、,，;；|\n\s（）()【】]+/g)) {
    const text = match[0];
    if (canonicalModel(text) !== "") pieces.push({ text, start: match.index, end: match.index + text.length });
  }
  return pieces;
}
