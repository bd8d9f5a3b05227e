import type { Io } from "../../src/cli/io.js";
import { run } from "../../src/cli/run.js";
import { type CliScanner, SERVICES, type Services } from "../../src/cli/services.js";
import type { Dictionary } from "../../src/contracts/dictionary.js";
import { isLoss } from "../../src/contracts/notes.js";
import type { Prepared } from "../../src/contracts/prepared.js";
import type { Finding, ScanResult } from "../../src/contracts/result.js";
import { finding } from "../report/findings.js";

/** What a command line did. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A scanner with two words: 根治 is a violation, 疑 is for a human; 崩 breaks it. */
export const wordScanner: CliScanner = {
  engine: { version: "0.0.0", dictionary: "fake", segmenter: "none", ocr: "none" },
  scanPrepared(prepared: Prepared): ScanResult {
    const findings: Finding[] = [];
    for (const { zone, field, text } of prepared.passages) {
      if (text.includes("崩")) throw new Error("broken on purpose");
      for (const [word, certainty] of [
        ["根治", "violation"],
        ["疑", "review"],
      ] as const) {
        const start = text.indexOf(word);
        if (start < 0) continue;
        const where = { zone, field, start, end: start + word.length, source: null, image: null };
        findings.push(finding({ certainty, matched: word, excerpt: text, where }));
      }
    }
    const { coverage, day, listing } = prepared;
    const isViolation = findings.some((one) => one.certainty === "violation");
    const status = isViolation
      ? "violation"
      : coverage.notes.some(isLoss)
        ? "incomplete"
        : findings.length > 0
          ? "review"
          : "clean";
    return { listing: listing.id ?? listing.url ?? null, status, findings, coverage, engine: { ...this.engine, day } };
  },
};

const emptyDictionary: Dictionary = {
  version: "fake",
  concepts: [],
  rules: [],
  exemptions: [],
  bases: {},
  statutes: [],
};

/** Services with the word scanner in place of the dictionary; everything else is real. */
export const fakeServices: Services = {
  ...SERVICES,
  loadDictionary: async (folder) => (folder === undefined ? emptyDictionary : SERVICES.loadDictionary(folder)),
  createScanner: async () => wordScanner,
};

/** Runs a command line in this process. */
export async function medlint(
  argv: readonly string[],
  options: { stdin?: string; services?: Services; env?: Io["env"]; tty?: boolean; signal?: AbortSignal } = {},
): Promise<Ran> {
  let out = "";
  let err = "";
  const isTTY = options.tty ?? false;
  const io: Io = {
    stdin: (async function* () {
      if (options.stdin !== undefined) yield Buffer.from(options.stdin);
    })(),
    stdout: {
      isTTY,
      write: async (text) => {
        out += text;
      },
    },
    stderr: {
      isTTY,
      write: async (text) => {
        err += text;
      },
    },
    env: options.env ?? {},
    signal: options.signal ?? new AbortController().signal,
  };
  const code = await run(argv, io, { version: "9.9.9", services: options.services ?? fakeServices });
  return { code, out, err };
}
