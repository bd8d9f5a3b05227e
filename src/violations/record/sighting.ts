import type {
  CaseCertificate,
  CaseEvidence,
  CaseListing,
  CaseMerchant,
  CaseProduct,
  Moment,
} from "../../contracts/case.js";
import type { KnownCertificate, Prepared } from "../../contracts/prepared.js";
import type { Engine, Finding, ScanResult } from "../../contracts/result.js";
import { maskDeep, maskPersonal } from "../../report/mask-personal.js";
import { parseMoment } from "../clocks/beijing.js";

/** Findings of one listing that are recorded. */
export const MAX_CASE_FINDINGS = 500;
const MAX_TEXT = 500;

/** What a case keeps of the listing it is about. */
export interface CaseFacts {
  readonly listing: CaseListing;
  readonly merchant: CaseMerchant;
  readonly product: CaseProduct;
  readonly certificates: readonly CaseCertificate[];
  readonly description: string | null;
}

/** A listing with its findings, as it goes into the cases: plain data, personal data masked. */
export interface Sighting {
  readonly listing: string;
  readonly at: Moment | null;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly facts: CaseFacts;
  readonly findings: readonly Finding[];
  /** Names of the listing's pictures, by index: SHA-256 or absolute address. */
  readonly pictures: readonly (string | null)[];
  readonly engine: Engine;
  readonly evidence: readonly CaseEvidence[];
}

/**
 * What is recorded of a judged listing; null where it has no findings or nothing names it. Findings that its owner
 * suppressed are left out. Pure.
 *
 * @param evidence what was kept of it, by SHA-256
 */
export function sightingOf(
  prepared: Prepared,
  result: ScanResult,
  evidence: readonly CaseEvidence[] = [],
): Sighting | null {
  const { listing, day } = prepared;
  const key = listing.id ?? listing.url;
  const findings = result.findings.filter(({ suppressed }) => suppressed === undefined);
  if (key === undefined || key === "" || findings.length === 0) return null;
  return {
    listing: key,
    at: listing.capturedAt === undefined ? null : parseMoment(listing.capturedAt),
    day,
    facts: factsOf(prepared),
    findings: findings.slice(0, MAX_CASE_FINDINGS).map(maskFinding),
    pictures: (listing.images ?? []).map(({ src }) => (/^https?:\/\//i.test(src) ? src : null)),
    engine: result.engine,
    evidence,
  };
}

/** Only the words are masked: numbers of goods and certificates may look like phones. */
function maskFinding(finding: Finding): Finding {
  const { matched, excerpt, message, suggestion, claim, certificate } = finding;
  return {
    ...finding,
    matched: maskPersonal(matched),
    excerpt: maskPersonal(excerpt),
    message: maskPersonal(message),
    suggestion: maskPersonal(suggestion),
    certificate: certificate === null ? null : { ...certificate, claimed: maskPersonal(certificate.claimed) },
    ...(claim !== undefined && { claim: maskDeep(claim) }),
  };
}

function factsOf({ listing, certificates, passages }: Prepared): CaseFacts {
  const { merchant = {}, platform, price } = listing;
  const labelled = (names: RegExp) =>
    passages.find(({ label, hidden }) => !hidden && names.test(label?.trim() ?? ""))?.text;
  return {
    listing: {
      key: listing.id ?? listing.url ?? null,
      url: short(listing.url),
      title: short(listing.title && maskPersonal(listing.title)),
      platform: platform ? { name: short(platform.name), uscc: short(platform.uscc) } : null,
    },
    merchant: {
      id: short(merchant.id),
      name: short(merchant.name),
      uscc: short(merchant.uscc),
      region: short(merchant.region),
      address: short(merchant.licences?.find(({ address }) => address !== undefined)?.address),
      licences: (merchant.licences ?? []).slice(0, 20).map(({ kind, number, validUntil }) => ({
        kind: short(kind),
        number: number.slice(0, MAX_TEXT),
        validUntil: short(validUntil),
      })),
      shop: merchant.shop
        ? { id: short(merchant.shop.id), name: short(merchant.shop.name), url: short(merchant.shop.url) }
        : null,
    },
    product: {
      name: short(
        certificates.find(({ productName = "" }) => productName !== "")?.productName ??
          labelled(/^(?:产品|注册|通用|药品|医疗器械)名称$|^品名$/) ??
          (listing.title && maskPersonal(listing.title)),
      ),
      kind: listing.kind ?? null,
      category: short(listing.category),
      model: short(labelled(/^(?:规格|型号|规格型号|型号规格)$/)),
      price: price?.current ?? null,
      sold: listing.sold === undefined ? null : String(listing.sold).slice(0, MAX_TEXT),
    },
    certificates: certificates.slice(0, 20).map(certificateOf),
    description: null,
  };
}

function certificateOf(known: KnownCertificate): CaseCertificate {
  return {
    number: short(known.number),
    productName: short(known.productName),
    scope: known.scope?.slice(0, 4_000) ?? null,
    models: known.models?.slice(0, 4_000) ?? null,
    holder: short(known.holder),
    manufacturers: (known.manufacturers ?? []).slice(0, 20),
    class: short(known.class),
    rx: short(known.rx),
    validUntil: short(known.validUntil),
    status: short(known.status),
    origin: known.origin,
    source: known.source,
    asOf: short(known.asOf),
    notices: (known.notices ?? []).slice(0, 20),
  };
}

function short(text: string | undefined): string | null {
  const kept = text?.trim().slice(0, MAX_TEXT) ?? "";
  return kept === "" ? null : kept;
}

/** What a merchant is known by: code, id, name, shop. */
export function merchantKey({ uscc, id, name, shop }: CaseMerchant): string | null {
  return uscc ?? id ?? name ?? shop?.id ?? shop?.name ?? null;
}

/** What a product is known by: number of its certificate, else its name. */
export function productKey({ certificates, product }: CaseFacts): string | null {
  return certificates.find(({ number }) => number !== null)?.number ?? product.name;
}
