import type { CaseActor, CaseSource, Moment } from "../../contracts/case.js";
import { KINDS, type Kind } from "../../contracts/listing.js";
import type { Level } from "../../contracts/result.js";
import { maskDeep, maskName, maskPersonal } from "../../report/mask-personal.js";
import { appendEntries } from "../audit/append-entries.js";
import { contentHash, sha256 } from "../canonical.js";
import { dayOf } from "../clocks/beijing.js";
import { CaseError } from "../errors.js";
import { caseNumber, takeOrdinals } from "../record/case-number.js";
import type { CaseFacts } from "../record/sighting.js";
import { insertOpenings, openingOf, type WriteContext } from "./apply-event.js";
import { keepDocuments, type NewDocument } from "./keep-documents.js";
import { requirePerson } from "./person.js";

/** UTF-16 units of what a lead says. */
export const MAX_DESCRIPTION = 20_000;

/** A lead that did not come from the scanner. */
export interface Intake {
  readonly source: CaseSource;
  /** Number or title of the source's own paper. */
  readonly reference?: string | undefined;
  readonly description: string;
  readonly family?: string | undefined;
  readonly level?: Level | undefined;
  readonly listing?: { readonly key?: string; readonly url?: string; readonly title?: string } | undefined;
  readonly merchant?:
    | { readonly name?: string; readonly uscc?: string; readonly region?: string; readonly shop?: string }
    | undefined;
  readonly product?: { readonly name?: string; readonly kind?: string; readonly certificate?: string } | undefined;
  /** Who brought it; masked at once. */
  readonly complainant?: { readonly name?: string; readonly phone?: string } | undefined;
  readonly documents?: readonly NewDocument[] | undefined;
  /** Further facts by name, such as `authority`; masked. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
}

/**
 * Opens a case for a lead; the same lead (source, reference, words, listing) opens one only.
 *
 * @returns its number, and whether it is new
 */
export async function createCase(
  context: WriteContext,
  intake: Intake,
  actor: CaseActor,
  at: Moment,
): Promise<{ readonly number: string; readonly isNew: boolean }> {
  const { transaction, operations, key, profile } = context;
  requirePerson(actor, operations);
  const source = operations.sources.get(intake.source);
  if (source === undefined || intake.source === "scanner") {
    const known = [...operations.sources].filter(([id]) => id !== "scanner");
    throw new CaseError(
      "MEDLINT_CASE_INPUT",
      `来源应为：${known.map(([id, { name }]) => `${id}（${name}）`).join("、")}`,
    );
  }
  const description = intake.description.trim();
  if (description === "" || description.length > MAX_DESCRIPTION) {
    throw new CaseError("MEDLINT_CASE_INPUT", `须写明线索内容（--note），不超过 ${MAX_DESCRIPTION} 字`);
  }
  const family = intake.family ?? "other";
  if (!operations.families.has(family)) {
    throw new CaseError(
      "MEDLINT_CASE_INPUT",
      `没有规则族 ${family}；可用：${[...operations.families.keys()].join("、")}`,
    );
  }
  const facts = factsOf(intake, description);
  const subject = contentHash({ source: intake.source, reference: intake.reference ?? null, family, facts });
  const old = await transaction.selectFrom("cases").select("number").where("subject", "=", subject).executeTakeFirst();
  if (old !== undefined) return { number: old.number, isNew: false };
  const day = dayOf(at);
  const ordinal = await takeOrdinals(transaction, day, 1);
  const number = caseNumber(day, ordinal);
  const level = intake.level ?? (source.priority === 1 ? 2 : 3);
  const opening = openingOf(
    {
      number,
      ordinal,
      subject,
      episode: 1,
      source: intake.source,
      source_reference: intake.reference ?? null,
      priority: source.priority,
      family,
      proposed_level: level,
      proposed_reason: intake.level === undefined ? `${source.name}，默认建议 ${level} 级` : `登记时建议 ${level} 级`,
      state: "clue",
      shadow: 0,
      opened_at: at,
      first_seen: at,
      last_seen: at,
    },
    day,
    facts,
    actor,
    operations,
    profile,
  );
  await insertOpenings(transaction, [opening]);
  const documents = await keepDocuments(transaction, operations, number, intake.documents ?? [], actor, at);
  const data = {
    state: "clue",
    source: intake.source,
    family,
    episode: 1,
    proposedLevel: level,
    facts: sha256(opening.row.facts),
    findings: [],
    documents,
    ...(intake.fields === undefined ? {} : { fields: maskDeep(intake.fields) }),
  };
  await appendEntries(transaction, [{ at, actor, number, event: "opened", data }], key);
  return { number, isNew: true };
}

function factsOf(intake: Intake, description: string): CaseFacts {
  const { listing = {}, merchant = {}, product = {}, complainant } = intake;
  const kind = KINDS.find((one) => one === product.kind) ?? null;
  const certificate = product.certificate ?? null;
  const who =
    complainant === undefined
      ? ""
      : `\n（提供人：${maskName(complainant.name ?? "未具名")}${complainant.phone ? `，${maskPersonal(complainant.phone)}` : ""}）`;
  return {
    listing: {
      key: listing.key ?? listing.url ?? null,
      url: listing.url ?? null,
      title: listing.title ?? null,
      platform: null,
    },
    merchant: {
      id: null,
      name: merchant.name ?? null,
      uscc: merchant.uscc ?? null,
      region: merchant.region ?? null,
      address: null,
      licences: [],
      shop: merchant.shop ? { id: null, name: merchant.shop, url: null } : null,
    },
    product: {
      name: product.name ?? null,
      kind: kind satisfies Kind | null,
      category: null,
      model: null,
      price: null,
      sold: null,
    },
    certificates:
      certificate === null
        ? []
        : [
            {
              number: certificate,
              productName: product.name ?? null,
              scope: null,
              models: null,
              holder: null,
              manufacturers: [],
              class: null,
              rx: null,
              validUntil: null,
              status: null,
              origin: "inline",
              source: null,
              asOf: null,
              notices: [],
            },
          ],
    description: maskPersonal(description) + who,
  };
}
