import type { Finding } from "../../contracts/result.js";
import { contentHash } from "../canonical.js";
import type { ClusterRow } from "../store/tables.js";

const MAX_SAMPLE = 200;

/**
 * The cluster of a finding: the same sentence under the same certificate, the same picture, or the same absence in one
 * merchant's pages, across listings.
 *
 * @param picture what names the picture the finding stands in: its SHA-256 or its absolute address
 */
export function clusterOf(finding: Finding, merchant: string | null, picture: string | null): ClusterRow {
  const { rule, excerpt, matched, where } = finding;
  const certificate = finding.certificate?.number ?? null;
  const kind = where === null ? "template" : where.image !== null && picture !== null ? "picture" : "sentence";
  const sentence = folded(excerpt === "" ? matched : excerpt);
  // The same sentence can be lawful under another certificate: what one says of the other decides nothing.
  const same =
    kind === "template"
      ? { merchant, field: finding.certificate?.field ?? null, message: finding.message }
      : { sentence, picture: kind === "picture" ? picture : null, certificate };
  const sample = (kind === "template" ? finding.message : excerpt || matched).slice(0, MAX_SAMPLE);
  return { id: contentHash({ rule, kind, ...same }), kind, rule, sample, decision: null };
}

function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, "");
}
