/** What goes in: one product as one merchant shows it. Every field but one of `id`/`url` is optional. */

export const KINDS = ["device", "drug", "health-food", "fsmp", "food", "cosmetic", "disinfectant", "other"] as const;
/** Kind of goods. An absent kind is unknown, never "other". */
export type Kind = (typeof KINDS)[number];

export const PAGES = ["product", "shop-home", "channel-home", "platform-home", "licence", "article", "live"] as const;
export type PageKind = (typeof PAGES)[number];

export const CONTEXTS = ["advertisement", "insert", "certificate", "law", "news", "service", "review"] as const;
/** What a passage is: the seller's promotion, an approved insert, a certificate, law text, news, service text, a buyer's review. */
export type Context = (typeof CONTEXTS)[number];

export const AUTHORS = ["merchant", "platform", "buyer"] as const;
export type Author = (typeof AUTHORS)[number];

export type RxClass = "rx" | "otc-a" | "otc-b" | "dual" | "none";

/** `recall` 召回, `failed` 抽检不合格, `suspended` 暂停销售、使用, `revoked` 注销、撤销、吊销. */
export const NOTICE_KINDS = ["recall", "failed", "suspended", "revoked"] as const;

/** An authority's or a registrant's notice about a product; fields that the notice does not limit are absent. */
export interface Notice {
  readonly kind: (typeof NOTICE_KINDS)[number];
  readonly number?: string | undefined;
  readonly name?: string | undefined;
  readonly model?: string | undefined;
  readonly batch?: string | undefined;
  readonly firm?: string | undefined;
  /** Title or number of the notice. */
  readonly notice?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly date?: string | undefined;
}

/** Registered facts of a product, as given by the listing or read from the registry. Dates are `YYYY-MM-DD`. */
export interface Certificate {
  readonly number?: string | undefined;
  readonly productName?: string | undefined;
  /** 适用范围 of a device; 适应症 or 功能主治 of a drug; 保健功能 of a health food. */
  readonly scope?: string | undefined;
  readonly contraindications?: string | undefined;
  readonly precautions?: string | undefined;
  readonly models?: string | undefined;
  readonly composition?: string | undefined;
  readonly holder?: string | undefined;
  readonly manufacturers?: readonly string[] | undefined;
  readonly class?: string | undefined;
  readonly dosageForm?: string | undefined;
  readonly rx?: RxClass | undefined;
  readonly validUntil?: string | undefined;
  readonly approvedOn?: string | undefined;
  /** 有效, 注销, 撤销, 吊销, 未延续 … as the source says. */
  readonly status?: string | undefined;
  /** The day on which the source was true. */
  readonly asOf?: string | undefined;
  /** Recalls and the like that name this certificate. */
  readonly notices?: readonly Notice[] | undefined;
}

/** What a register of licences says of a licence or filing. */
export interface RegisteredLicence {
  readonly kind?: string | undefined;
  readonly number: string;
  readonly scope?: string | undefined;
  readonly validUntil?: string | undefined;
  readonly holder?: string | undefined;
  readonly uscc?: string | undefined;
  /** 住所, 经营场所, 库房地址. */
  readonly address?: string | undefined;
  readonly premises?: string | undefined;
  readonly warehouse?: string | undefined;
  /** 有效, 注销, 吊销 … as the register says. */
  readonly status?: string | undefined;
  readonly source: string;
  /** The day on which the register was true. */
  readonly asOf: string;
  /** Whether the register is declared complete. */
  readonly complete: boolean;
}

/** What a merchant may sell. */
export interface Licence {
  readonly kind?: string | undefined;
  readonly number: string;
  readonly scope?: string | undefined;
  readonly validUntil?: string | undefined;
  readonly holder?: string | undefined;
  readonly address?: string | undefined;
  readonly asOf?: string | undefined;
  /** Where a register has it: looked up by preparing, or given by a caller that has the register itself. */
  readonly registered?: RegisteredLicence | undefined;
  /** True where only the register has it, and the listing does not show it. */
  readonly isOnlyRegistered?: boolean | undefined;
}

export interface Merchant {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly uscc?: string | undefined;
  readonly region?: string | undefined;
  readonly type?: "registrant" | "manufacturer" | "wholesaler" | "chain-hq" | "store" | "individual" | undefined;
  readonly shop?:
    | { readonly id?: string | undefined; readonly name?: string | undefined; readonly url?: string | undefined }
    | undefined;
  readonly licences?: readonly Licence[] | undefined;
}

export interface Deal {
  /** Yuan. */
  readonly price: number;
  readonly at: string;
}

export interface Price {
  /** Yuan. */
  readonly current?: number | undefined;
  readonly original?: number | undefined;
  readonly label?: string | undefined;
  readonly deals?: readonly Deal[] | undefined;
}

/** One line read from a picture; `box` is `[x, y, width, height]` in pixels of the original picture. */
export interface OcrLine {
  readonly text: string;
  readonly box?: readonly [number, number, number, number] | undefined;
  readonly confidence?: number | undefined;
  /** Tilt in degrees, clockwise; `box` is then the upright box around the tilted line. */
  readonly angle?: number | undefined;
  /** Contrast of the letters to what is behind them, 1 to 21 (WCAG 2.2). */
  readonly contrast?: number | undefined;
  /** A column of upright characters, read from top to bottom. */
  readonly vertical?: boolean | undefined;
  /** Frame of an animation, from 0. */
  readonly frame?: number | undefined;
}

export interface ListingImage {
  readonly src: string;
  readonly role?: "main" | "detail" | "certificate" | "insert" | undefined;
  readonly lines?: readonly OcrLine[] | undefined;
  /** Pixels of the picture as shown, EXIF orientation applied. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

export interface ListingPassage {
  readonly zone?: string | undefined;
  readonly text: string;
  readonly context?: Context | undefined;
  readonly author?: Author | undefined;
}

export interface Media {
  readonly type?: string | undefined;
  readonly transcript?:
    | readonly { readonly at?: string | undefined; readonly text: string; readonly speaker?: string | undefined }[]
    | undefined;
}

/** One product as one merchant shows it: the JSON object of `--from jsonl`. */
export interface Listing {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly platform?: { readonly name?: string | undefined; readonly uscc?: string | undefined } | undefined;
  readonly kind?: Kind | undefined;
  readonly page?: PageKind | undefined;
  readonly audience?: "consumer" | "business" | undefined;
  readonly session?: "anonymous" | "logged-in" | "prescription-approved" | undefined;
  readonly context?: Context | undefined;
  /** Whether this is the whole page. Absence rules run only on complete listings. Default: true for HTML, false for bare text. */
  readonly complete?: boolean | undefined;
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly category?: string | undefined;
  readonly sold?: number | string | undefined;
  readonly publishedAt?: string | undefined;
  readonly publishedBy?: string | undefined;
  readonly capturedAt?: string | undefined;
  readonly passages?: readonly ListingPassage[] | undefined;
  readonly reviews?: readonly string[] | undefined;
  readonly media?: readonly Media[] | undefined;
  readonly images?: readonly ListingImage[] | undefined;
  readonly price?: Price | undefined;
  readonly merchant?: Merchant | undefined;
  readonly certificates?: readonly Certificate[] | undefined;
  /** Display fields of the capture before this one, as `displayFields` gives them. */
  readonly previous?: Readonly<Record<string, string>> | undefined;
}
