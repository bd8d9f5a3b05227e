import { type Candidate, candidate, numberOf, parsedNumber, partOf } from "../candidate.js";
import type { Cursor } from "../cursor.js";
import { issuerBefore } from "../issuer.js";
import type { NumberKind } from "../parsed-number.js";
import type { Shadow } from "../shadow.js";

const KINDS: Readonly<Record<string, NumberKind>> = {
  经营许: "device-business-licence",
  经营备: "device-business-filing",
  生产许: "device-production-licence",
  生产备: "device-production-filing",
};

/** Business and production licences and filings; the cursor stands behind 械, `agencyStart` at 食药监. Source: 条例 art. 30-43. */
export function readDeviceLicence(shadow: Shadow, at: number, agencyStart: number, cursor: Cursor): Candidate | null {
  const issuer = issuerBefore(shadow, agencyStart, 3);
  const act = cursor.word("经营") ? "经营" : cursor.word("生产") ? "生产" : null;
  if (act === null) return null;
  const form = cursor.take("许备");
  const kind = form === null ? undefined : KINDS[act + form];
  if (kind === undefined) return null;
  cursor.skip("可证案字编号第():-", 8);
  const run = cursor.digits([8]);
  if (run.digits.length < 4) return null;
  cursor.take("号");
  const agency = shadow.chars.slice(agencyStart, at);
  return candidate(
    issuer?.start ?? agencyStart,
    cursor,
    issuer,
    parsedNumber({
      kind,
      number: `${issuer?.sign ?? ""}${agency}械${act}${form}${run.digits}号`,
      issuer: issuer?.sign ?? null,
      province: issuer?.province ?? null,
      origin: "domestic",
      class: kind === "device-production-filing" ? 1 : null,
      digits: run.digits,
      expectedDigits: 8,
      truncated: run.truncated,
      year: numberOf(run, 0, 4),
      serial: partOf(run, 4, 8),
      subject: "device",
    }),
  );
}
