import type { Context, Kind, Listing, PageKind } from "./listing.js";
import type { Basis, Certainty, Level, Note } from "./result.js";

/** How grave a condition is. `severe` (cancer, AIDS …) raises a claim to level 1. */
export type Severity = "severe" | "serious" | "ordinary" | "mild";

/** One way of writing a concept. */
export interface TermEntry {
  readonly text: string;
  readonly noise?: "none" | "narrow" | "wide" | undefined;
  /** Whether homophones and look-alikes are searched too. */
  readonly variants?: boolean | undefined;
  /** The term does not count where one of these stands directly before it. */
  readonly notAfter?: readonly string[] | undefined;
  /** The term does not count where one of these stands directly behind it. */
  readonly notBefore?: readonly string[] | undefined;
}

/** A thing that terms name: a disease, a verb of treating, a role. Terms of one concept are synonyms. */
export interface Concept {
  readonly id: string;
  readonly name: string;
  /** Term classes: what patterns ask for (`condition`, `treat`, `absolute`, …). */
  readonly classes: readonly string[];
  readonly severity?: Severity | undefined;
  /** Conditions only: disease, symptom, pattern (中医证候), state (亚健康, 肥胖 …); function is verb and object in one (活血化瘀, 降血压). */
  readonly nature?: "disease" | "symptom" | "pattern" | "state" | "function" | undefined;
  /** Broader concepts. */
  readonly parents?: readonly string[] | undefined;
  /** Body sites concerned (ids of `site` concepts). */
  readonly sites?: readonly string[] | undefined;
  /** ICD-10 codes of three characters. */
  readonly icd?: readonly string[] | undefined;
  /** Lawful words (`class: lawful`): hits of these classes inside such a word are masked. Empty: of all classes. */
  readonly masks?: readonly string[] | undefined;
  readonly terms: readonly TermEntry[];
}

/** A pattern over tokens, as written in the rule file; compiled by `src/rules/pattern`. */
export interface PatternSpec {
  /** For example `{duration} ~8 {result}`; see docs/rule-language.md. */
  readonly match: string;
  /** How far a match may reach: to the next comma, or (default) to the end of the sentence. */
  readonly within?: "clause" | "sentence" | undefined;
  readonly certainty?: Certainty | undefined;
  readonly level?: Level | undefined;
  readonly kinds?: readonly Kind[] | undefined;
  /** A violation only where goods are spoken of: an exemption that softens drops it as if it were for review. */
  readonly weak?: boolean | undefined;
  /** `passes`: no match where a certificate is known and its scope holds all that the sentence claims. */
  readonly registered?: "passes" | undefined;
  readonly note?: string | undefined;
}

export type ScopeRelation = "inside" | "stronger" | "outside" | "unknown" | "none";

/** Which claims break the rule. Every field given must hold. */
export interface ClaimSpec {
  readonly verbs?: readonly string[] | undefined;
  readonly severity?: readonly Severity[] | undefined;
  readonly nature?: readonly NonNullable<Concept["nature"]>[] | undefined;
  /** Relation of the claim to the registered scope; `none` where no certificate with a scope is known. */
  readonly scope?: readonly ScopeRelation[] | undefined;
  readonly minConditions?: number | undefined;
  readonly time?: boolean | undefined;
  readonly certainty?: Certainty | undefined;
  readonly level?: Level | undefined;
  readonly kinds?: readonly Kind[] | undefined;
  /** As in a pattern. */
  readonly weak?: boolean | undefined;
}

/** What clears or lowers a match. `relation`: where the exemption's pattern stands to the match. */
export interface ExemptionSpec {
  readonly id: string;
  readonly name: string;
  /**
   * `clear`: no finding. `review`: the finding stays, for a human. `soften`: one step less, so a violation is for a human and
   * what was only for a human is dropped.
   */
  readonly effect: "clear" | "review" | "soften";
  /** Weighed for every rule that judges wording, whether the rule names it or not. */
  readonly always?: boolean | undefined;
  /** Tells only the tone: a voice that promises overrules it. */
  readonly overruled?: boolean | undefined;
  readonly relation: "overlap" | "before" | "after" | "clause" | "sentence" | "passage" | "quoted" | "tone";
  /** Units between, for `before` and `after`. */
  readonly gap?: number | undefined;
  readonly patterns: readonly string[];
  /** Patterns that undo the exemption (不是药胜似药, 不得不, …). */
  readonly unless?: readonly string[] | undefined;
  readonly reason: string;
}

/** A rule that another finding of the same passage brings with it. Every field given must hold. */
export interface FollowSpec {
  /** Ids of the rules whose findings bring this one; absent: any rule. */
  readonly rules?: readonly string[] | undefined;
  /** Only where the product is a prescription drug, or a drug that may not be advertised at all. */
  readonly product?: "rx" | "special" | undefined;
  /** Only where the words were disguised by zero-width characters, letters, symbols or substitution. */
  readonly disguise?: boolean | undefined;
}

/** A side of an unlawful claim that a voice can show, and the rule that it is raised under. */
export interface VoiceHead {
  readonly id: string;
  /** The first whose kinds hold the goods. */
  readonly raises: readonly VoiceRaise[];
  /** Score from which it is raised beside other findings of the sentence; absent: never. */
  readonly beside?: number | undefined;
}

/** A rule that a head is raised under. */
export interface VoiceRaise {
  readonly rule: string;
  readonly kinds?: readonly Kind[] | undefined;
  /** Whether a tone can be enough for a violation; not where a certificate or the facts of an offer decide. */
  readonly accuses?: boolean | undefined;
}

/** Weights of a trained voice: see `claims/voice.ts`. */
export interface VoiceModel {
  /** Names of the columns; the first is for unlawful claims at large. */
  readonly heads: readonly string[];
  /** One a head, in thousandths. */
  readonly biases: readonly number[];
  /** One line a gram: the gram or a class in braces, its rarity (idf in hundredths), then a weight a head in thousandths, tabs between. */
  readonly grams: string;
  /** The same, laid out earlier; not written out with the model. */
  readonly tables?: VoiceTables | undefined;
}

/** The grams of a voice as tables, ready to look up. */
export interface VoiceTables {
  /**
   * Open addressing, four numbers a cell, so that one look takes one line of the cache: gram (its low 32 bits; 0: empty), weight
   * under the first head, rarity, row.
   */
  readonly cells: Int32Array;
  /** By row, then head. */
  readonly weights: Int32Array;
}

/** What speaks for a finding beside its sentence, in thousandths of log odds: trained by `corpora/voice/weigh.ts`. */
export interface VoiceWeights {
  /** Of every finding. */
  readonly base: number;
  /** The rules make it a violation. */
  readonly violation: number;
  /** No rule matched, the voice alone. */
  readonly suspected: number;
  /** The dictionary itself only sends it to a human. */
  readonly doubtful: number;
  /** Nothing but such a doubt, or a tone, keeps it from being a violation. */
  readonly open: number;
  /** A certificate contradicts it. */
  readonly contradicted: number;
  /** Each exemption that lowered it. */
  readonly exemption: number;
  /** Each different rule that matched in the passage. */
  readonly rule: number;
  /** Each different rule that was broken there. */
  readonly broken: number;
}

/** How the voice of a sentence weighs on what was found in it; scores in thousandths of log odds. */
export interface VoiceSpec {
  /** Named in a finding that it lowered. */
  readonly name: string;
  /** Rules on whose findings it weighs. */
  readonly judges: readonly string[];
  readonly heads: readonly VoiceHead[];
  readonly weights: VoiceWeights;
  /** Weight from which it is a violation; below, for review. */
  readonly accuse: number;
  /** Weight from which what is doubtful or suspected is kept; below, it is dropped. */
  readonly keep: number;
  /**
   * Score below which what an exemption lowered is dropped: the highest of the clause (less its discount), the sentence, and it
   * with its neighbours, so that no padding drops a promise.
   */
  readonly release: number;
  /** The same for what nothing lowered. */
  readonly clear: number;
  /** How much less a sentence tells by itself. */
  readonly aloneDiscount: number;
  /** How much less a clause tells by itself. */
  readonly clauseDiscount: number;
  /** A sentence is suspected under its best head, and only where that reaches this. */
  readonly floor: number;
  /** Of a sentence in which no rule matched, with `{matched}`: for review, and as a violation. */
  readonly message: string;
  readonly accusation: string;
  readonly model: VoiceModel;
}

export interface RuleExample {
  readonly text: string;
  /** A whole listing, where text and scope do not say enough; `text` then only names the example. */
  readonly listing?: Listing | undefined;
  readonly kind?: Kind | undefined;
  readonly context?: Context | undefined;
  /** Registered scope of the product, where the example needs a certificate. */
  readonly scope?: string | undefined;
  readonly productName?: string | undefined;
  readonly certainty?: Certainty | undefined;
}

/** Class of a drug as far as a listing shows it; `unknown` where neither certificate nor page says. */
export type DrugClass = "rx" | "otc-a" | "otc-b" | "otc" | "dual" | "unknown";

/** A pattern that raises a rule only on drugs, gated on who is shown what; its exemptions are its own. */
export interface DisplaySpec extends PatternSpec {
  readonly rule: string;
  /** The product's own names (certificate, title, name attributes), or (default) all text of the page. */
  readonly on?: "names" | "page" | undefined;
  /** Classes of the drug shown; absent: any. */
  readonly drug?: readonly DrugClass[] | undefined;
  /** Absent: only shops that sell to consumers; `any`: wholesalers too. */
  readonly audience?: "any" | undefined;
  readonly exempt: readonly string[];
  readonly violates: readonly RuleExample[];
  readonly passes: readonly RuleExample[];
}

/** Names of the checks on a whole listing; a rule that is raised by one names it in its `checks`. */
export const LISTING_CHECKS = [
  "statements",
  "wrong-statement",
  "rx-info-shown-before-review",
  "rx-package-on-home",
  "fictitious-original-price",
  "gift-info-missing",
  "unreviewed-ad",
  "illegible-statement",
  "display-field-changed",
  "price-surge",
  "goods-remain-after-stop",
] as const;
export type ListingCheck = (typeof LISTING_CHECKS)[number];

/**
 * What must hold before a statement is due. `promotion`: a promotional finding or an advertisement approval number on
 * the page (a page that shows only name, insert, label and package is information display, no advertisement).
 */
export const STATEMENT_NEEDS = ["promotion", "consumer", "contraindications", "rx", "not-rx", "otc"] as const;
export type StatementNeed = (typeof STATEMENT_NEEDS)[number];

/** A sentence, mark or number that a page or an advertisement must show. */
export interface StatementSpec {
  readonly id: string;
  readonly name: string;
  /** Rule that its absence raises; absent where nothing that is scanned can show the absence. */
  readonly rule?: string | undefined;
  /** Kinds of goods that it binds; absent: all. */
  readonly kinds?: readonly Kind[] | undefined;
  /** Pages that it binds; a listing without `page` is a product page. */
  readonly pages: readonly PageKind[];
  readonly needs: readonly StatementNeed[];
  /** The exact wording first, then accepted variants. One of them is enough. */
  readonly wordings: readonly string[];
  /** Words without which a similar sentence says something else (不是药物): a tolerant match must hold them all. */
  readonly keep: readonly string[];
  /** Instead of a sentence: of each list one word must be on the page. */
  readonly words: readonly (readonly string[])[];
  /** Instead of a sentence: a number of this family as text. */
  readonly number?: "product" | "licence" | "advertisement" | undefined;
  /** Other statements that say nearly the same: shown, they leave the absence to a human. */
  readonly nearly: readonly string[];
  /** At most `review`: what only a picture shows, what a human must weigh. */
  readonly certainty?: Certainty | undefined;
  readonly basis: readonly string[];
  /** Products on which this very statement is wrong. */
  readonly wrongOn: readonly {
    readonly kinds?: readonly Kind[] | undefined;
    readonly drug?: readonly DrugClass[] | undefined;
    readonly reason: string;
    readonly certainty?: Certainty | undefined;
  }[];
}

export interface RuleSpec {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly level: Level;
  /** Absent: all kinds, and unknown. */
  readonly kinds?: readonly Kind[] | undefined;
  readonly contexts?: readonly Context[] | undefined;
  /** Ids of bases, resolved when the dictionary is compiled. */
  readonly basis: readonly BasisRef[];
  readonly message: string;
  readonly suggestion: string;
  readonly certainty: Certainty;
  readonly patterns: readonly PatternSpec[];
  readonly claims: readonly ClaimSpec[];
  /** Raised by other findings: see `FollowSpec`. */
  readonly follows?: FollowSpec | undefined;
  /** Names of comparisons in `certificates/` that raise this rule. */
  readonly comparisons: readonly string[];
  /** Checks on the whole listing that raise this rule, see `LISTING_CHECKS`. */
  readonly checks?: readonly string[] | undefined;
  /** Numbers that a check compares with, by name. */
  readonly thresholds?: Readonly<Record<string, number>> | undefined;
  /** In shadow: judged only where an option or a profile switches it on. */
  readonly shadow?: boolean | undefined;
  readonly exempt: readonly string[];
  readonly violates: readonly RuleExample[];
  readonly passes: readonly RuleExample[];
}

/** A basis as a rule cites it: for all kinds, or only for some. */
export interface BasisRef {
  readonly ref: string;
  readonly kinds?: readonly Kind[] | undefined;
}

/** What a user's configuration changed: part of the dictionary, so that no door can judge by it without saying so. */
export interface DictionaryChanges {
  /** Rules whose findings are not reported. */
  readonly off: readonly string[];
  /** Levels that replace whatever a rule proposes. */
  readonly levels: Readonly<Record<string, Level>>;
  /** Rules whose findings are at most `review`. */
  readonly review: readonly string[];
  /** Put into the coverage of every result. */
  readonly notes: readonly Note[];
}

/** All dictionary files, checked and joined: plain data, written at build time, read in a few milliseconds. */
export interface Dictionary {
  /** Changes with every term and rule: the first 12 hex digits of the SHA-256 of the content. */
  readonly version: string;
  readonly concepts: readonly Concept[];
  readonly rules: readonly RuleSpec[];
  readonly exemptions: readonly ExemptionSpec[];
  readonly bases: Readonly<Record<string, Basis>>;
  /** Statute sentences, quoted as law: a passage that equals one is law, whatever it contains. */
  readonly statutes: readonly string[];
  /** Statements that pages and advertisements must show. */
  readonly statements?: readonly StatementSpec[] | undefined;
  /** Patterns that are judged only on drugs. */
  readonly display?: readonly DisplaySpec[] | undefined;
  /** How the voice of a sentence weighs; absent: it does not. */
  readonly voice?: VoiceSpec | undefined;
  /** Absent where no configuration changed anything; the version then is that of the files alone. */
  readonly changes?: DictionaryChanges | undefined;
}
