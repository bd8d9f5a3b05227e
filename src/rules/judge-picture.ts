import { type Restored, restorePictureText } from "../claims/picture-confusions.js";
import type { CompiledRules } from "./compile-rules.js";
import { judgePassage } from "./judge-passage.js";
import type { RuleMatch } from "./match.js";
import type { PassageInput } from "./passage-work.js";

/** Said of a finding whose words were perhaps misread from a picture. */
const PERHAPS_MISREAD = "图片识别可能有误";

/**
 * All rules broken, or perhaps broken, by the words of a picture: as `judgePassage`, and once more with the characters put
 * right that readers of pictures confuse. What only the second reading shows is for a human; a character that may be
 * misread disguises nothing.
 */
export function judgePicture(rules: CompiledRules, input: PassageInput): readonly RuleMatch[] {
  const read = judgePassage(rules, input);
  const restored = restorePictureText(rules.lexicon, input.passage.text);
  if (restored === null) return read;
  const meant = judgePassage(rules, { ...input, passage: { ...input.passage, text: restored.text } })
    .filter((match) => touches(restored, match))
    .map(
      (match): RuleMatch => ({
        ...match,
        certainty: "review",
        exemptions: [...match.exemptions, PERHAPS_MISREAD],
      }),
    );
  const kept = read.filter((match) => !(match.disguised && touches(restored, match)) && !isDisguiseOf(match, restored));
  const added = meant.filter((match) => !kept.some((other) => isSame(match, other)));
  return [...kept, ...added].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A finding about the disguise itself. */
function isDisguiseOf(match: RuleMatch, restored: Restored): boolean {
  return match.rule.spec.follows?.disguise === true && touches(restored, match);
}

function touches({ corrected }: Restored, { start, end }: RuleMatch): boolean {
  return corrected.some((at) => at >= start && at < end);
}

function isSame(match: RuleMatch, other: RuleMatch): boolean {
  return match.rule.spec.id === other.rule.spec.id && match.start < other.end && other.start < match.end;
}
