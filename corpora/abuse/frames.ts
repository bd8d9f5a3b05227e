import type { Case } from "../quality/case.js";

/** A claim put into words that an exemption looks for. `[start, end)` is the claim. */
export interface Abuse {
  readonly exemption: string;
  readonly item: Case;
  readonly start: number;
  readonly end: number;
}

interface FrameRow {
  readonly exemption: string;
  readonly frames: readonly string[];
}

interface ClaimRow {
  readonly kind: string;
  readonly product: string;
  readonly text: string;
}

/** Every claim in every frame: `{}` of a frame is where the claim goes. */
export function abusesIn(frames: string, claims: string): Abuse[] {
  const sold = rowsOf<ClaimRow>(claims);
  return rowsOf<FrameRow>(frames).flatMap(({ exemption, frames: own }) =>
    own.flatMap((frame, n) =>
      sold.map((claim): Abuse => {
        const start = frame.indexOf("{}");
        const text = frame.replace("{}", claim.text);
        const item = { ...claim, id: `${exemption}-${n}`, text, product_kind: claim.kind, cert_scope: null };
        return {
          exemption,
          item: { ...item, expected_rules: [], key_spans: [claim.text], file: "" },
          start,
          end: start + claim.text.length,
        };
      }),
    ),
  );
}

function rowsOf<T>(text: string): T[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as T);
}
