import type { KnownCertificate, Prepared } from "../contracts/prepared.js";
import { fingerprintOf, type PlacedFinding } from "../rules/finding.js";

/** A listing as it would be if its assumed certificate were given with it; null where none is assumed. */
export function withAssumed(prepared: Prepared): Prepared | null {
  const assumed = prepared.candidates?.find((one) => one.assumed);
  if (assumed === undefined) return null;
  const certificate: KnownCertificate = { ...assumed.certificate, origin: "inline", complete: false };
  return { ...prepared, certificates: [...prepared.certificates, certificate] };
}

/**
 * What rests on the assumed certificate, added to what was found without it: as `review`, with the reason why it is assumed.
 * It takes nothing away: wording that only a guessed certificate would allow stays as it was judged.
 */
export function addAssumed(
  placed: readonly PlacedFinding[],
  assumed: readonly PlacedFinding[],
  prepared: Prepared,
): PlacedFinding[] {
  const candidate = prepared.candidates?.find((one) => one.assumed);
  const number = candidate?.certificate.number;
  if (candidate === undefined || number === undefined) return [...placed];
  const known = new Set(placed.map(({ finding }) => finding.fingerprint));
  const added = assumed.flatMap(({ finding, ...place }): PlacedFinding[] => {
    const { certificate } = finding;
    if (certificate?.number !== number || known.has(finding.fingerprint)) return [];
    return [
      {
        ...place,
        finding: {
          ...finding,
          certainty: "review",
          message: `${finding.message}（页面没有写明证号；按名称推定为 ${number}，${candidate.reason}，须先核对证号）`,
          certificate: { ...certificate, assumed: candidate.reason },
          fingerprint: fingerprintOf([finding.fingerprint, "assumed"]),
        },
      },
    ];
  });
  return [...placed, ...added];
}
