import type { CaseEvidence } from "../contracts/case.js";
import { ROLE_NAMES } from "../evidence/package/sheet.js";
import type { StoredCapture } from "../evidence/store/capture.js";

/** A capture as a case lists it: the record, and each file by its hash. */
export function evidenceOfCapture({ hash, capturedAt: at, files }: StoredCapture): CaseEvidence[] {
  const record = { sha256: hash, name: "采集记录", kind: "capture", at };
  return [
    record,
    ...files.map(({ object, name, role }) => ({ sha256: object, name: `${ROLE_NAMES[role]} ${name}`, kind: role, at })),
  ];
}
