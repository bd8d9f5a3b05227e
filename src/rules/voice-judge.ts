import type { Lexicon } from "../claims/lexicon.js";
import type { MatchedText } from "../claims/matched-text.js";
import { Voice } from "../claims/voice.js";
import { VoiceSigns } from "../claims/voice-signs.js";
import type { VoiceSpec, VoiceWeights } from "../contracts/dictionary.js";
import type { Kind } from "../contracts/listing.js";
import type { CompiledRule } from "./compiled-rule.js";

/** A finding as it is weighed: what training learns from. */
export interface Weighed {
  readonly rule: string;
  /** UTF-16 units of the passage, half-open. */
  readonly start: number;
  readonly end: number;
  /** The lower score of its sentence and of that with its neighbours, in thousandths of log odds. */
  readonly voice: number;
  /** How often each weight counts for it. */
  readonly signs: VoiceWeights;
}

/** The voice of a dictionary, bound to its rules. */
export class VoiceJudge {
  readonly spec: VoiceSpec;
  /** Is told each finding before it is decided; only training listens. */
  readonly tell: ((weighed: Weighed) => void) | undefined;
  readonly #byId: ReadonlyMap<string, CompiledRule>;
  readonly #lexicon: Lexicon;
  #voice: Voice | null = null;
  #signs: VoiceSigns | null = null;

  constructor(
    spec: VoiceSpec,
    byId: ReadonlyMap<string, CompiledRule>,
    lexicon: Lexicon,
    tell?: (weighed: Weighed) => void,
  ) {
    this.spec = spec;
    this.tell = tell;
    this.#byId = byId;
    this.#lexicon = lexicon;
  }

  /** The tables are built when the first sentence is heard. */
  get voice(): Voice {
    this.#voice ??= new Voice(this.spec.model);
    return this.#voice;
  }

  /** The score under the first head of `[start, end)`, which lies in the sentences from `first` to before `behind`. */
  scoreOf(matched: MatchedText, first: number, behind: number, start: number, end: number): number {
    const { places, count } = this.#signsIn(matched, first, behind, start, end);
    return this.voice.scoreOf(matched.text, start, end, places, count);
  }

  /** The score under each head: see `scoreOf`. */
  scoresOf(matched: MatchedText, first: number, behind: number, start: number, end: number): number[] {
    const { places, count } = this.#signsIn(matched, first, behind, start, end);
    return this.voice.scoresOf(matched.text, start, end, places, count);
  }

  #signsIn(matched: MatchedText, first: number, behind: number, start: number, end: number): VoiceSigns {
    this.#signs ??= new VoiceSigns(this.#lexicon, this.voice);
    this.#signs.collect(matched, first, behind, start, end);
    return this.#signs;
  }

  /** The rule under which a head is raised for goods of a kind; none where the rule is not for such goods. */
  ruleOf(head: string, kind: Kind | undefined): CompiledRule | undefined {
    const raises = this.spec.heads.find(({ id }) => id === head)?.raises ?? [];
    const one = raises.find(({ kinds }) => kinds === undefined || (kind !== undefined && kinds.includes(kind)));
    const rule = one === undefined ? undefined : this.#byId.get(one.rule);
    const kinds = rule?.spec.kinds;
    return kinds === undefined || kind === undefined || kinds.includes(kind) ? rule : undefined;
  }

  /** Whether a tone is enough for a violation of a rule: not where only a human may find one, or the kind of goods decides. */
  mayAccuse({ spec }: CompiledRule, kind: Kind | undefined): boolean {
    if (spec.certainty === "review" || (spec.kinds !== undefined && kind === undefined)) return false;
    return this.spec.heads.some(({ raises }) =>
      raises.some(({ rule, accuses }) => rule === spec.id && accuses === true),
    );
  }
}
